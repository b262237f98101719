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
    // One by one: as arguments of one call, many end the stack too.
    else for (const part of opened(next.value).toReversed()) pending.push(part);
  }
  return parts.join('');
}

/** Of undefined, which a list may hold, JSON makes null. */
const textOf = (value: unknown) => (JSON.stringify(value) as string | undefined) ?? 'null';

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('rawJSON' in value && Object.isFrozen(value));

function opened(value: object): Pending[] {
  if (Array.isArray(value))
    return between(
      '[',
      value.map((item: unknown) => [{ value: item }]),
      ']',
    );
  const entries: [string, unknown][] = Object.entries(value);
  const members = entries.filter(([, member]) => member !== undefined);
  return between(
    '{',
    members.map(([name, member]) => [{ text: `${JSON.stringify(name)}:` }, { value: member }]),
    '}',
  );
}

function between(start: string, members: Pending[][], end: string): Pending[] {
  const separated = members.flatMap((member, index) =>
    index === 0 ? member : [{ text: ',' }, ...member],
  );
  return [{ text: start }, ...separated, { text: end }];
}
