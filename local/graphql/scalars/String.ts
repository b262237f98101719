import { javaText, type Scalar } from './scalar.ts';

/** Both ways everything becomes a text in Java's way, as in graphql-java: an object is `{a=1}`. */
export const StringScalar: Scalar = {
  name: 'String',
  literals: ['StringValue'],
  parse: convert,
  serialize: convert,
};

function convert(value: unknown): string {
  return typeof value === 'string' ? value : javaText(value);
}
