/**
 * The JSON of a value of any depth; JSON.stringify ends at some thousand levels.
 * Takes what JSON.parse makes, and numbers kept as they were written (JSON.rawJSON).
 */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return deepJson(value);
  }
}

/** What is still to be written, the next at the end: text as it is, or a value. */
type Pending = { readonly text: string } | { readonly value: unknown };

function deepJson(root: unknown): string {
  const parts: string[] = [];
  const pending: Pending[] = [{ value: root }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ('text' in next) parts.push(next.text);
    else if (!isNested(next.value)) parts.push(textOf(next.value));
    else if (Array.isArray(next.value)) putList(next.value, pending);
    else putObject(next.value, pending);
  }
  return parts.join('');
}

/** Of undefined, which a list may hold, JSON makes null. */
const textOf = (value: unknown) => (JSON.stringify(value) as string | undefined) ?? 'null';

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('rawJSON' in value && Object.isFrozen(value));

const COMMA = { text: ',' };
const LIST = { start: { text: '[' }, end: { text: ']' } };
const OBJECT = { start: { text: '{' }, end: { text: '}' } };

/** The last first, and one by one: as arguments of one call, many end the stack too. */
function putList(list: readonly unknown[], pending: Pending[]): void {
  pending.push(LIST.end);
  for (let index = list.length - 1; index >= 0; index -= 1) {
    pending.push({ value: list[index] });
    if (index > 0) pending.push(COMMA);
  }
  pending.push(LIST.start);
}

function putObject(object: object, pending: Pending[]): void {
  const members = Object.entries(object).filter(([, member]) => member !== undefined);
  pending.push(OBJECT.end);
  for (const [index, [name, value]] of [...members.entries()].toReversed()) {
    pending.push({ value }, { text: `${JSON.stringify(name)}:` });
    if (index > 0) pending.push(COMMA);
  }
  pending.push(OBJECT.start);
}
