import type { ConstValueNode } from 'graphql';

/** How one scalar reads what a client sends and writes what a resolver returns. */
export interface Scalar {
  readonly name: string;
  /**
   * Reads a variable's value; a literal's too, when it is of one of the kinds below.
   * @throws ScalarError in graphql-java's words
   */
  readonly parse: (value: unknown) => unknown;
  /** Kinds of literal it takes in a query; validation refuses the others. */
  readonly literals: readonly ConstValueNode['kind'][];
  /**
   * Writes a value of the answer.
   * @throws ScalarError in graphql-java's words
   */
  readonly serialize: (value: unknown) => unknown;
}

/** A value that a scalar cannot take; the message completes AppSync's sentence about it. */
export class ScalarError extends Error {
  override readonly name = 'ScalarError';
}

/** The Java class that AppSync names in its messages for a JSON value. */
export function javaClassOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'ArrayList';
  if (typeof value === 'number') return javaNumberClass(value);
  if (typeof value === 'object') return 'LinkedHashMap';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}

function javaNumberClass(value: number): string {
  if (!Number.isInteger(value)) return 'Double';
  if (!isLong(value)) return 'BigInteger';
  return value === (value | 0) ? 'Integer' : 'Long';
}

/** Whether a value is an integer of 64 bits. */
export function isLong(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= -(2 ** 63) && Number(value) < 2 ** 63;
}

/** What Java's BigDecimal reads; JavaScript's Number would also take blanks and `0x10`. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that graphql-java makes of a value; null when it makes none. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** No message is better for more; and a value of a million levels is a short text. */
const LEVELS_SHOWN = 500;

/** Java's `toString` of a JSON value: AppSync prints objects as `{a=1, b=[x, y]}`. */
export function javaText(value: unknown, level = 0): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (level > LEVELS_SHOWN) return '...';
  if (Array.isArray(value)) {
    return `[${value.map((item) => javaText(item, level + 1)).join(', ')}]`;
  }
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}=${javaText(member, level + 1)}`)
    .join(', ')}}`;
}

/** A scalar that is a string of a certain form in both directions. */
export function textScalar(
  name: string,
  described: string,
  accepts: (text: string) => boolean,
): Scalar {
  const check = (verb: string, value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new ScalarError(`Unable to ${verb} \`${javaText(value)}\` as a valid ${described}.`);
  };
  return {
    name,
    literals: ['StringValue'],
    parse: (value) => check('parse', value),
    serialize: (value) => check('serialize', value),
  };
}

/** The `Expected type 'Int' but was 'String'.` error. */
export function expectedType(name: string, value: unknown): ScalarError {
  return new ScalarError(`Expected type '${name}' but was '${javaClassOf(value)}'.`);
}
