import { isObject } from '../functions/lib/is-object.ts';

/** A JSON object, whatever its members are. */
export type Members = Readonly<Record<string, unknown>>;

/** The members of a JSON object; none of anything else. */
export const membersOf = (value: unknown): Members => (isObject(value) ? value : {});

/** The JSON of a text; null of a text that is none. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
