import { expectedType, javaText, type Scalar } from './scalar.ts';

/** On output everything becomes a string in Java's way: an object is `{a=1}`. */
export const StringScalar: Scalar = {
  name: 'String',
  literals: ['StringValue'],
  parse(value) {
    if (typeof value === 'string') return value;
    throw expectedType('String', value);
  },
  serialize: (value) => (typeof value === 'string' ? value : javaText(value)),
};
