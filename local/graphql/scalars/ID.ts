import { expectedType, javaText, type Scalar } from './scalar.ts';

/** A string; integers are taken too and become strings. */
export const ID: Scalar = {
  name: 'ID',
  literals: ['StringValue', 'IntValue'],
  parse(value) {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' && Number.isInteger(value)) return String(value);
    throw expectedType('ID', value);
  },
  serialize: (value) => (typeof value === 'string' ? value : javaText(value)),
};
