import type { ExpressionRule } from './types.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const DEEPEST = 32;

/** Paths go as deep as items do. */
export const nestingLevels: ExpressionRule = ({ all }) => {
  for (const expression of all) {
    const levels = expression.kind === 'path' ? expression.steps.length : 0;
    if (levels > DEEPEST)
      return `The document path has too many nesting levels; nesting levels: ${levels}`;
  }
  return null;
};
