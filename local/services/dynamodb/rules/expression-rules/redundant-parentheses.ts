import type { ExpressionRule } from './types.ts';

export const redundantParentheses: ExpressionRule = ({ all }) =>
  all.some((outer) => outer.kind === 'parenthesis' && outer.parts[0].kind === 'parenthesis')
    ? 'The expression has redundant parentheses;'
    : null;
