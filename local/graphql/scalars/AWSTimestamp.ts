import { ScalarError, javaText, type Scalar } from './scalar.ts';

/** Java's Instant.MIN and MAX, in seconds. */
const MIN = -31_557_014_167_219_200;
const MAX = 31_556_889_864_403_199;

/** Whole seconds since the epoch. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const AWSTimestamp: Scalar = {
  name: 'AWSTimestamp',
  literals: ['IntValue'],
  parse: (value) => check('parse', value),
  serialize: (value) => check('serialize', value),
};

function check(verb: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= MIN && value <= MAX) {
    return value;
  }
  throw new ScalarError(`Unable to ${verb} \`${javaText(value)}\` as a valid timestamp.`);
}
