/* eslint-disable @typescript-eslint/unbound-method -- methods are taken here to be bound by hand */
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
/** Any value as text, as `String(value)`. */
export const toText: (value: unknown) => string = String;
/** Error, for what a language feature refuses: reported with its name. */
export const TypeErrorClass = TypeError;
export const { apply, construct, deleteProperty, ownKeys } = Reflect;
export const SetClass = Set;

type Uncurry = <This, Args extends unknown[], Result>(
  method: (this: This, ...args: Args) => Result,
) => (self: This, ...args: Args) => Result;

/** A method as a function that takes its receiver first, though `call` is taken away later. */
const uncurry: Uncurry = Function.prototype.bind.bind(Function.prototype.call);

export const charCodeAt = uncurry(String.prototype.charCodeAt);
export const codePointAt = uncurry(String.prototype.codePointAt);
export const normalize: (text: string, form: string) => string = uncurry(
  String.prototype.normalize,
);
export const padStart = uncurry(String.prototype.padStart);
export const numberToString: (value: number, radix?: number) => string = uncurry(
  Number.prototype.toString,
);

/** An entry of a table by a name that code gave: objects of the realm inherit toString and valueOf. */
export const own = <Value>(
  table: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined => (hasOwn(table, name) ? table[name] : undefined);

/** A plain object, not an array and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isArray(value);
}
