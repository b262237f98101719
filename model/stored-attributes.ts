import type { Attributes, JsonField, UserRecord } from './field-rows.ts';
import { isJsonField, JSON_FIELDS } from './json-fields.ts';

export type { Attributes };

/** A record whose fields of AWSJSON are texts. */
export type WithJsonTexts = {
  readonly [Field in keyof UserRecord]: Field extends JsonField ? string : UserRecord[Field];
};

/**
 * As table and API take a record: each field of AWSJSON as one JSON text, so that nothing between a client
 * and the table has to judge what the values are (docs/decisions/0012).
 */
export function withJsonTexts(user: UserRecord): WithJsonTexts {
  const texts: Partial<Record<JsonField, string>> = {};
  for (const field of JSON_FIELDS) {
    const value = user[field];
    if (value) texts[field] = storedAttributes(value);
  }
  return { ...user, ...texts } as WithJsonTexts;
}

/** An item of the table, be its fields of AWSJSON texts or maps of old, with their values. */
export function withJsonValues<Item extends Partial<Record<JsonField, unknown>>>(item: Item): Item {
  const values: Partial<Record<JsonField, Attributes | null>> = {};
  for (const field of JSON_FIELDS) {
    if (item[field]) values[field] = readAttributes(item[field]);
  }
  return { ...item, ...values };
}

/** One field before and after, in an entry of the history; null where there is no value. */
export interface Difference {
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** As the table keeps it: of all fields only those of AWSJSON have a form of their own. */
export function storedDifference<D extends Difference>(difference: D): D {
  if (!isJsonField(difference.field)) return difference;
  return { ...difference, from: stored(difference.from), to: stored(difference.to) };
}

/** A difference of an item, be its attributes texts or maps of old. */
export function readDifference<D extends Difference>(difference: D): D {
  if (!isJsonField(difference.field)) return difference;
  const { from, to } = difference;
  return { ...difference, from: readAttributes(from), to: readAttributes(to) };
}

/** The attributes of an item, be they a text or a map of old; null when it has none. */
export function readAttributes(stored: unknown): Attributes | null {
  if (stored === null || stored === undefined) return null;
  const attributes: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
  return attributes as Attributes;
}

function storedAttributes(attributes: unknown): string {
  return JSON.stringify(attributes);
}

function stored(attributes: unknown): string | null {
  return attributes ? storedAttributes(attributes) : null;
}
