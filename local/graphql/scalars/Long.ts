import { expectedType, isLong, numberOf, type Scalar } from './scalar.ts';

/** 64 bits, signed; undocumented in AppSync, works without a declaration. Exact up to 2^53 here. */
export const Long: Scalar = {
  name: 'Long',
  literals: ['IntValue', 'StringValue'],
  parse: convert,
  serialize: convert,
};

function convert(value: unknown): number {
  const number = numberOf(value);
  if (isLong(number)) return number;
  throw expectedType('Long', value);
}
