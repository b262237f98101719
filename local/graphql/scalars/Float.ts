import { expectedType, type Scalar } from './scalar.ts';

/** A double. On output a numeric string counts as its number, as in graphql-java. */
export const Float: Scalar = {
  name: 'Float',
  literals: ['IntValue', 'FloatValue'],
  parse(value) {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw expectedType('Float', value);
  },
  serialize(value) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw expectedType('Float', value);
  },
};
