/** Attributes as they are being entered: row by row, or as one text. */
export type AttributesInput =
  | { readonly mode: 'form'; readonly rows: readonly AttributeRow[] }
  | { readonly mode: 'json'; readonly text: string };

/** One attribute; the value as `textOfValue` writes it. */
export interface AttributeRow {
  readonly name: string;
  readonly value: string;
}

/** What the input says, or why it says nothing. */
export type AttributesRead =
  | { readonly value: Readonly<Record<string, unknown>> | null }
  | { readonly problem: 'noObject' }
  | { readonly problem: 'syntax'; readonly message: string }
  | { readonly problem: 'twice'; readonly name: string };

/** The rows of an object. */
export const rowsOf = (value: Readonly<Record<string, unknown>> | null): AttributeRow[] =>
  Object.entries(value ?? {}).map(([name, member]) => ({ name, value: textOfValue(member) }));

/** A text as it is, unless it would be read as something else; the rest as JSON. */
function textOfValue(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return readJson(value) === undefined ? value : JSON.stringify(value);
}

function valueOfText(text: string): unknown {
  const value = readJson(text);
  return value === undefined ? text : value;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What was entered; nothing at all is null, which clears. */
export function readAttributes(input: AttributesInput): AttributesRead {
  return input.mode === 'form' ? readRows(input.rows) : readText(input.text);
}

function readRows(rows: readonly AttributeRow[]): AttributesRead {
  const filled = rows.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '');
  const names = filled.map(({ name }) => name.trim());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return { problem: 'twice', name: twice };
  const value = Object.fromEntries(
    filled.map((row) => [row.name.trim(), valueOfText(row.value)] as const),
  );
  return { value: filled.length === 0 ? null : value };
}

function readText(text: string): AttributesRead {
  if (text.trim() === '') return { value: null };
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { problem: 'noObject' };
    }
    return { value: value as Readonly<Record<string, unknown>> };
  } catch (error) {
    return { problem: 'syntax', message: (error as Error).message };
  }
}

/** The same for the same values, whatever the order of their names; none and an empty object are one. */
export function canonical(value: Readonly<Record<string, unknown>> | null | undefined): string {
  return JSON.stringify(value ?? {}, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
