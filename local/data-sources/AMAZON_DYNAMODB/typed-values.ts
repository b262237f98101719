import { isObject } from '../../shared/is-object.ts';
import { setOwn } from '../../shared/set-own.ts';
import { MalformedRequest, objectAt } from '../answers.ts';

/** A value in DynamoDB JSON: one key, the type. */
export type TypedValue = Readonly<Record<string, unknown>>;
/** Typed values by attribute. */
export type TypedItem = Readonly<Record<string, TypedValue>>;

/**
 * An item of a request object in DynamoDB's wire form: numbers become strings, `NULL` becomes true.
 * @param path of the item in the request, for messages
 * @throws MalformedRequest for a value that is not typed
 */
export function toWireItem(item: unknown, path: string): TypedItem {
  const wire: Record<string, TypedValue> = {};
  for (const [name, value] of Object.entries(objectAt(path, item))) {
    setOwn(wire, name, toWire(value, `${path}][${name}`));
  }
  return wire;
}

function toWire(value: unknown, path: string): TypedValue {
  const [entry, second] = isObject(value) ? Object.entries(value) : [];
  const write = entry && !second ? writers.get(entry[0]) : undefined;
  if (!entry || !write) {
    throw new MalformedRequest(`Value for field '$[${path}]' is not a typed DynamoDB value.`);
  }
  return { [entry[0]]: write(entry[1], path) };
}

const asIs = (value: unknown): unknown => value;

/** RFC 2045: characters outside the alphabet are ignored. */
const base64 = (value: unknown): string => String(value).replace(/[^A-Za-z0-9+/=]/g, '');

const WRITERS: Readonly<Record<string, (value: unknown, path: string) => unknown>> = {
  S: asIs,
  N: String,
  B: base64,
  BOOL(value, path) {
    if (typeof value === 'boolean') return value;
    throw new MalformedRequest(`Value for field '$[${path}][BOOL]' is neither true nor false.`);
  },
  NULL: () => true,
  SS: asIs,
  NS: (value) => (Array.isArray(value) ? value.map(String) : value),
  BS: (value) => (Array.isArray(value) ? value.map(base64) : value),
  L: (value, path) =>
    Array.isArray(value)
      ? value.map((item: unknown, index) => toWire(item, `${path}][${index}`))
      : value,
  M: (value, path) => toWireItem(value, path),
};

/** Not by its members: data may have a type called `constructor`. */
const writers = new Map(Object.entries(WRITERS));

/**
 * Plain JSON in the wire form: objects as `M`, arrays as `L`. The SDK's `marshall` judges objects by
 * their `constructor`, which data may name one of its members.
 */
export function plainToWireItem(item: Readonly<Record<string, unknown>>): TypedItem {
  const wire: Record<string, TypedValue> = {};
  for (const [name, value] of Object.entries(item)) setOwn(wire, name, plainToWire(value));
  return wire;
}

function plainToWire(value: unknown): TypedValue {
  if (Array.isArray(value)) return { L: value.map(plainToWire) };
  if (isObject(value)) return { M: plainToWireItem(value) };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  return typeof value === 'string' ? { S: value } : { NULL: true };
}

/** An item of DynamoDB as resolvers see it in ctx.result: plain JSON, numbers as numbers. */
export function fromWireItem(item: TypedItem): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const name in item) setOwn(plain, name, fromWire(item[name] ?? {}));
  return plain;
}

/** The same for an item that may be absent. */
export function fromWireItemOrNull(item: unknown): Record<string, unknown> | null {
  return item === undefined || item === null ? null : fromWireItem(item as TypedItem);
}

/** A value of DynamoDB as resolvers see it. */
export function fromWire(value: TypedValue): unknown {
  for (const type in value) {
    const content = value[type];
    switch (type) {
      case 'N':
        return Number(content);
      case 'NULL':
        return null;
      case 'NS':
        return (content as readonly string[]).map(Number);
      case 'L':
        return (content as readonly TypedValue[]).map(fromWire);
      case 'M':
        return fromWireItem(content as TypedItem);
      default:
        return content;
    }
  }
  return null;
}
