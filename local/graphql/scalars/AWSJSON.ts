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
      if (typeof value === 'string') return parse(value);
    } catch {
      // Answered below, as for every other value that is not JSON text.
    }
    throw new ScalarError(`Unable to parse \`${javaText(value)}\` as valid JSON.`);
  },
  serialize: (value) => JSON.stringify(value),
};

/** What a number beyond a double's range becomes; JSON.stringify alone would make null of it. */
const INFINITIES = new Map(
  [Infinity, -Infinity].map((value) => [value, rawJson(`${value > 0 ? '' : '-'}1e999`)]),
);

/** Such a number may only be where an exponent, or very many digits, are. */
const MAYBE_INFINITE = /[eE]\+?\d{2}|\d{290}/u;

function parse(text: string): unknown {
  return MAYBE_INFINITE.test(text)
    ? JSON.parse(text, (_key, value: unknown) => INFINITIES.get(value as number) ?? value)
    : (JSON.parse(text) as unknown);
}

/** Not yet among TypeScript's declarations. */
function rawJson(text: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);
}
