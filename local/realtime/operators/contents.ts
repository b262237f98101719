import { isNumberOrString, isUniformList } from './operator.ts';
import type { Operator } from './operator.ts';

function contains(field: unknown, value: unknown): boolean {
  if (Array.isArray(field)) return field.includes(value);
  return typeof field === 'string' && typeof value === 'string' && field.includes(value);
}

/** Operators that look inside a string or a list field. */
export const contents: Readonly<Record<string, Operator>> = {
  contains: { takes: 'a number or a string', accepts: isNumberOrString, test: contains },
  notContains: {
    takes: 'a number or a string',
    accepts: isNumberOrString,
    test: (field, value) => !contains(field, value),
  },
  beginsWith: {
    takes: 'a string',
    accepts: (value) => typeof value === 'string',
    test: (field, value) =>
      typeof field === 'string' && typeof value === 'string' && field.startsWith(value),
  },
  containsAny: {
    takes: 'a list of at most 20 numbers or strings',
    maxValues: 20,
    accepts: isUniformList,
    test: (field, value) =>
      Array.isArray(field) && Array.isArray(value) && value.some((item) => field.includes(item)),
  },
};
