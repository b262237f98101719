import type { ExpressionRule } from './types.ts';

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html says it of updates;
 * DynamoDB was seen to refuse conditions too, which were counted without AND and OR.
 */
const MOST = 300;
const COUNTED = new Set(['comparison', 'between', 'in', 'function', 'arithmetic']);

/** An expression has up to 300 operators. */
export const operatorCount: ExpressionRule = ({ all }) => {
  const count = all.filter(({ kind }) => COUNTED.has(kind)).length;
  return count > MOST
    ? `The expression contains too many operators; operator count: ${count}`
    : null;
};
