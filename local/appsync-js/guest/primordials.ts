/**
 * What the code inside the realm needs of the language itself, taken before lockdown.ts removes or
 * replaces what APPSYNC_JS does not have. Files in guest/, util/ and modules/ run inside the realm:
 * they import only each other and know nothing of Node.
 */
export const jsonParse: (text: string) => unknown = JSON.parse;
export const jsonStringify: (value: unknown) => string | undefined = JSON.stringify;
export const {
  defineProperty,
  freeze,
  entries,
  keys,
  values,
  hasOwn,
  getPrototypeOf,
  getOwnPropertyNames,
  getOwnPropertyDescriptor,
} = Object;
export const { isArray } = Array;
export const { floor, max, min, random, round } = Math;
export const { isFinite, isInteger } = Number;
export const { fromCharCode, fromCodePoint } = String;
export const Pattern = RegExp;
/** Error, for what a language feature refuses: reported with its name. */
export const TypeErrorClass = TypeError;
export const { apply } = Reflect;

const uncurry = Function.prototype.bind.bind(Function.prototype.call) as unknown as <
  This,
  Args extends unknown[],
  Result,
>(
  method: (this: This, ...args: Args) => Result,
) => (self: This, ...args: Args) => Result;

export const charCodeAt = uncurry(String.prototype.charCodeAt);
export const codePointAt = uncurry(String.prototype.codePointAt);
export const normalize = uncurry(String.prototype.normalize) as (
  text: string,
  form: string,
) => string;
export const padStart = uncurry(String.prototype.padStart);
export const numberToString = uncurry(Number.prototype.toString) as (
  value: number,
  radix?: number,
) => string;

/** A plain object, not an array and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isArray(value);
}
