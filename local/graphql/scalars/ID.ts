import { expectedType, isLong, type Scalar } from './scalar.ts';

/** A text; both ways an integer is taken too and becomes one, as in graphql-java. */
export const ID: Scalar = {
  name: 'ID',
  literals: ['StringValue', 'IntValue'],
  parse: convert,
  serialize: convert,
};

function convert(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isLong(value)) return String(value);
  throw expectedType('ID', value);
}
