import { isUniformList } from './operator.ts';
import type { Operator } from './operator.ts';

const isShortList = (value: unknown): boolean => isUniformList(value) && value.length <= 5;

function isIn(field: unknown, value: unknown): boolean {
  return Array.isArray(value) && value.includes(field);
}

/** Operators that look for the field's value in a given list. */
export const memberships: Readonly<Record<string, Operator>> = {
  in: { takes: 'a list of at most 5 numbers or strings', accepts: isShortList, test: isIn },
  notIn: {
    takes: 'a list of at most 5 numbers or strings',
    accepts: isShortList,
    test: (field, value) => !isIn(field, value),
  },
};
