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

/** What readers of lines may take for the end of one; JSON.stringify leaves them as they are. */
const UNICODE_LINE_ENDS = /[\u0085\u2028\u2029]/gu;

/** A value as a line of JSON, with its end. */
export const jsonLine = (value: object): string =>
  `${JSON.stringify(value).replace(UNICODE_LINE_ENDS, escaped)}\n`;

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
