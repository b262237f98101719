import type { ExpressionRule } from './types.ts';

/** As DynamoDB counts, in 32 bits. */
const LARGEST = 2_147_483_647;
const LONGEST = 10; // digits

/** An index of a list has its bounds. */
export const listIndexes: ExpressionRule = ({ all }) => {
  for (const expression of all) {
    if (expression.kind !== 'path') continue;
    for (const step of expression.steps) {
      if ('index' in step && isBeyond(step.index))
        return `List index is not within the allowable range; index: [${step.index}]`;
    }
  }
  return null;
};

const isBeyond = (digits: string): boolean => digits.length > LONGEST || Number(digits) > LARGEST;
