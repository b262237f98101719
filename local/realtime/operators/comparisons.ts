import { isNumberOrString, isUniformList } from './operator.ts';
import type { Operator } from './operator.ts';

const isScalar = (value: unknown): boolean => isNumberOrString(value) || typeof value === 'boolean';

/** Numbers compare with numbers, strings with strings (case sensitive); anything else is false. */
function ordered(holds: (order: number) => boolean): Operator {
  return {
    takes: 'a number or a string',
    accepts: isNumberOrString,
    test(field, value) {
      const order = compare(field, value);
      return order !== null && holds(order);
    },
  };
}

function compare(left: unknown, right: unknown): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return null;
}

/** Operators that compare one field with one value or a pair. */
export const comparisons: Readonly<Record<string, Operator>> = {
  eq: {
    takes: 'a number, a string or a boolean',
    accepts: isScalar,
    test: (field, value) => field === value,
  },
  ne: {
    takes: 'a number, a string or a boolean',
    accepts: isScalar,
    test: (field, value) => field !== value,
  },
  le: ordered((order) => order <= 0),
  lt: ordered((order) => order < 0),
  ge: ordered((order) => order >= 0),
  gt: ordered((order) => order > 0),
  // AWS's page gives 2, 3 and 4 as what lies between 1 and 5: the ends are out.
  between: {
    takes: 'a pair of numbers or of strings',
    accepts: (value) => isUniformList(value) && value.length === 2,
    test(field, value) {
      const [low, high] = value as readonly [unknown, unknown];
      const above = compare(field, low);
      const below = compare(field, high);
      return above !== null && below !== null && above > 0 && below < 0;
    },
  },
};
