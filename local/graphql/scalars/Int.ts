import { expectedType, numberOf, type Scalar } from './scalar.ts';

/** 32 bits, signed. Both ways a numeric text counts as its number, as in graphql-java. */
export const Int: Scalar = {
  name: 'Int',
  literals: ['IntValue'],
  parse: convert,
  serialize: convert,
};

function convert(value: unknown): number {
  const number = numberOf(value);
  if (number === null || number !== (number | 0)) throw expectedType('Int', value);
  return number;
}
