import { expectedType, numberOf, type Scalar } from './scalar.ts';

/** A double. Both ways a numeric text counts as its number, as in graphql-java. */
export const Float: Scalar = {
  name: 'Float',
  literals: ['IntValue', 'FloatValue'],
  parse: convert,
  serialize: convert,
};

function convert(value: unknown): number {
  const number = numberOf(value);
  if (number === null) throw expectedType('Float', value);
  return number;
}
