import { isArray, isInteger, jsonStringify, keys, toText } from '../kernel/primordials.ts';

/** An entry of a map, as entrySet() gives it. */
export class Entry {
  readonly key: string;
  readonly value: unknown;

  constructor(key: string, value: unknown) {
    this.key = key;
    this.value = value;
  }
}

/** What iterator() gives. */
export class Iterator {
  readonly #list: readonly unknown[];
  #at = 0;

  constructor(list: readonly unknown[]) {
    this.#list = list;
  }

  hasNext(): boolean {
    return this.#at < this.#list.length;
  }

  next(): unknown {
    const value = this.#list[this.#at];
    this.#at += 1;
    return value;
  }
}

/** `$foreach`: which turn of a loop it is. */
export class Turn {
  readonly index: number;
  readonly count: number;
  readonly hasNext: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly parent: unknown;

  constructor(index: number, length: number, parent: unknown) {
    this.index = index;
    this.count = index + 1;
    this.hasNext = index + 1 < length;
    this.first = index === 0;
    this.last = !this.hasNext;
    this.parent = parent ?? null;
  }
}

/** What an object of the template is in Java; a map unless it is one of the above. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !isArray(value) &&
    !(value instanceof Entry) &&
    !(value instanceof Iterator) &&
    !(value instanceof Turn)
  );
}

const CLASSES: Record<string, string> = {
  string: 'java.lang.String',
  boolean: 'java.lang.Boolean',
};

/** The name of a value's Java class, for messages. */
export function classOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return isInteger(value) ? 'java.lang.Integer' : 'java.lang.Double';
  if (isArray(value)) return 'java.util.ArrayList';
  return CLASSES[typeof value] ?? 'java.util.LinkedHashMap';
}

/** Java's toString(): maps as `{a=1, b=2}`, lists as `[1, 2]`. */
export function toJavaText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return 'null';
  if (isArray(value)) return `[${value.map((item: unknown) => toJavaText(item)).join(', ')}]`;
  if (value instanceof Entry) return `${value.key}=${toJavaText(value.value)}`;
  if (!isMap(value)) return toText(value);
  const members = keys(value).map((name) => `${name}=${toJavaText(value[name])}`);
  return `{${members.join(', ')}}`;
}

/** Java's equals(): lists and maps by what they hold. */
export function equal(left: unknown, right: unknown): boolean {
  const one = left ?? null;
  const other = right ?? null;
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return false;
  return isArray(one) === isArray(other) && sortedJson(one) === sortedJson(other);
}

function sortedJson(value: unknown): string {
  if (isArray(value)) return `[${value.map((item: unknown) => sortedJson(item)).join(',')}]`;
  if (!isMap(value)) return jsonStringify(value ?? null) ?? 'null';
  const names = keys(value).sort();
  return `{${names.map((name) => `${jsonStringify(name)}:${sortedJson(value[name])}`).join(',')}}`;
}
