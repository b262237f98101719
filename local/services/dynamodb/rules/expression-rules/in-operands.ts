import type { ExpressionRule } from './types.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST = 100;

/** IN takes up to 100 operands. */
export const inOperands: ExpressionRule = ({ all }) => {
  for (const { kind, parts } of all) {
    const count = parts.length - 1;
    if (kind === 'in' && count > MOST)
      return `The IN operator is provided with too many operands; number of operands: ${count}`;
  }
  return null;
};
