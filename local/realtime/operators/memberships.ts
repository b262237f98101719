import { isUniformList } from './operator.ts';
import type { Operator } from './operator.ts';

function isIn(field: unknown, value: unknown): boolean {
  return Array.isArray(value) && value.includes(field);
}

/** Operators that look for the field's value in a given list. */
export const memberships: Readonly<Record<string, Operator>> = {
  in: {
    takes: 'a list of at most 5 numbers or strings',
    maxValues: 5,
    accepts: isUniformList,
    test: isIn,
  },
  notIn: {
    takes: 'a list of at most 5 numbers or strings',
    maxValues: 5,
    accepts: isUniformList,
    test: (field, value) => !isIn(field, value),
  },
};
