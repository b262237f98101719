import type { JsonField } from './field-rows.ts';

const NAMES = { attributes: true } as const satisfies Record<JsonField, true>;

/**
 * Fields that the table keeps as a JSON text. Beside the table of all fields, which would take a sixth of
 * what AppSync allows a resolver.
 */
export const JSON_FIELDS = Object.keys(NAMES) as JsonField[];

/** Whether the table keeps the field as a JSON text. */
export function isJsonField(field: string): field is JsonField {
  return JSON_FIELDS.some((name) => name === field);
}
