import { ScalarError, javaText, type Scalar } from './scalar.ts';

/**
 * JSON in a string: parsed on the way in, encoded on the way out, also when the value is a string.
 * https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html
 */
export const AWSJSON: Scalar = {
  name: 'AWSJSON',
  literals: ['StringValue'],
  parse(value) {
    try {
      if (typeof value === 'string') return JSON.parse(value) as unknown;
    } catch {
      // Answered below, as for every other value that is not JSON text.
    }
    throw new ScalarError(`Unable to parse \`${javaText(value)}\` as valid JSON.`);
  },
  serialize: (value) => JSON.stringify(value),
};
