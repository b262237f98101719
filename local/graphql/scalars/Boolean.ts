import { expectedType, type Scalar } from './scalar.ts';

/** On output the strings `true` and `false` are converted, and a number by whether it is 0. */
export const BooleanScalar: Scalar = {
  name: 'Boolean',
  literals: ['BooleanValue'],
  parse(value) {
    if (typeof value === 'boolean') return value;
    throw expectedType('Boolean', value);
  },
  serialize(value) {
    if (typeof value === 'boolean') return value;
    // Java's Boolean.parseBoolean: any other text is false.
    if (typeof value === 'string') return value.toLowerCase() === 'true';
    if (typeof value === 'number') return value !== 0;
    throw expectedType('Boolean', value);
  },
};
