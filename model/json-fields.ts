import type { JsonField } from './field-rows.ts';

const NAMES = { attributes: true } as const satisfies Record<JsonField, true>;

/**
 * Fields that the table keeps as a JSON text. Beside the table of all fields, which would take a sixth of
 * what AppSync allows a resolver.
 */
export const JSON_FIELDS = Object.keys(NAMES) as JsonField[];

/** A character for each level of MAX_JSON_DEPTH: APPSYNC_JS has no loop that counts. */
export const JSON_LEVELS = '0123456789012345678901234567';

/** Levels that a value may be nested: deep enough for anybody's data; what is deeper is a mistake, or an attack. */
export const MAX_JSON_DEPTH = JSON_LEVELS.length;

/** Whether the table keeps the field as a JSON text. */
export function isJsonField(field: string): field is JsonField {
  return JSON_FIELDS.some((name) => name === field);
}
