import type { ExpressionRule } from './types.ts';

/** No parentheses within parentheses of the same. */
export const redundantParentheses: ExpressionRule = ({ all }) =>
  all.some((outer) => outer.kind === 'parenthesis' && outer.parts[0].kind === 'parenthesis')
    ? 'The expression has redundant parentheses;'
    : null;
