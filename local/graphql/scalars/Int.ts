import { ScalarError, expectedType, type Scalar } from './scalar.ts';

/** 32 bits, signed. On output a numeric string counts as its number, as in graphql-java. */
export const Int: Scalar = {
  name: 'Int',
  literals: ['IntValue'],
  parse(value) {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw expectedType('Int', value);
    return inRange(value);
  },
  serialize(value) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) throw expectedType('Int', value);
    if (number !== (number | 0)) throw expectedType('Int', value);
    return number;
  },
};

function inRange(value: number): number {
  if (value === (value | 0)) return value;
  throw new ScalarError(`Expected value to be in the Integer range but it was '${value}'`);
}
