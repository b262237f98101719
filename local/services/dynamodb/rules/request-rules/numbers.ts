import type { CallRule } from './types.ts';

/**
 * Least values of whole numbers.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
const LEAST: Readonly<Record<string, number>> = { Limit: 1, Segment: 0 };

/** Numbers of a request that have a least value. */
export const numbers: CallRule = ({ input }) => {
  for (const [member, least] of Object.entries(LEAST)) {
    const value = input[member];
    if (typeof value === 'number' && value < least)
      return `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have value greater than or equal to ${least}`;
  }
  return null;
};
