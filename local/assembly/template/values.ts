import { isObject } from '../../shared/is-object.ts';

/** Template values are loosely typed ("5" for 5, "true" for true): these read them as CloudFormation does. */

/** A text, or undefined when absent. */
export function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A text that must be there; an absent one reads as ''. */
export function requiredText(value: unknown): string {
  return text(value) ?? '';
}

/** A number, also one written as text; else `otherwise`. */
export function number(value: unknown, otherwise: number): number {
  const read = value === undefined || value === null || value === '' ? NaN : Number(value);
  return Number.isNaN(read) ? otherwise : read;
}

/** A Boolean, also one written as text; `otherwise` when absent. */
export function flag(value: unknown, otherwise: boolean): boolean {
  if (value === undefined || value === null) return otherwise;
  return value === true || value === 'true';
}

/** An object, or an empty one. */
export function record(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

/** A list, or an empty one. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * A list of texts.
 * @throws LocalError for one that is none
 */
export function texts(value: unknown): string[] {
  return list(value).map(requiredText);
}

/**
 * Texts by name.
 * @throws LocalError for one that is none
 */
export function textMap(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).map(([key, item]) => [key, requiredText(item)]),
  );
}
