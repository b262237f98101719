import { expectedType, type Scalar } from './scalar.ts';

/** 64 bits, signed; undocumented in AppSync, works without a declaration. Exact up to 2^53 here. */
export const Long: Scalar = {
  name: 'Long',
  literals: ['IntValue'],
  parse: check,
  serialize: (value) =>
    check(typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
};

function check(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 63) {
    return value;
  }
  throw expectedType('Long', value);
}
