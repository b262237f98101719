import { expectedType, type Scalar } from './scalar.ts';

/** Both ways a text is read, and a number counts by whether it is 0, as in graphql-java. */
export const BooleanScalar: Scalar = {
  name: 'Boolean',
  literals: ['BooleanValue'],
  parse: convert,
  serialize: convert,
};

function convert(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  // Java's Boolean.parseBoolean: any other text is false.
  if (typeof value === 'string') return value.toLowerCase() === 'true';
  if (typeof value === 'number') return value !== 0;
  throw expectedType('Boolean', value);
}
