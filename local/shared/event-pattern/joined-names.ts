import { isObject } from '../is-object.ts';

/** Members of a pattern; a name may come twice. */
export type Members = readonly (readonly [name: string, value: unknown])[];

/** The members as they are. */
export const plainMembers = (pattern: Readonly<Record<string, unknown>>): Members =>
  Object.entries(pattern);

/**
 * Members without dots in their names: `{ "a.b": 1 }` as `{ "a": { "b": 1 } }`, and what goes through the
 * same object together.
 */
export function joinedMembers(pattern: Readonly<Record<string, unknown>>): Members {
  const members: [name: string, value: unknown][] = [];
  for (const [name, value] of Object.entries(pattern)) {
    const [head = '', ...rest] = name.split('.');
    const below = rest.length === 0 ? value : { [rest.join('.')]: value };
    const same = members.find(([other, beside]) => other === head && canJoin(beside, below));
    if (same) same[1] = { ...Object(same[1]), ...Object(below) } as unknown;
    else members.push([head, below]);
  }
  return members;
}

/** Whether objects have no name in common. */
const canJoin = (one: unknown, other: unknown): boolean =>
  isObject(one) && isObject(other) && Object.keys(one).every((name) => !Object.hasOwn(other, name));

/** An event without dots in its names; what has two values has a list of them. */
export function joinedEvent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(joinedEvent);
  if (!isObject(value)) return value;
  const found = new Map<string, unknown>();
  for (const [name, member] of joinedMembers(value)) {
    const joined = joinedEvent(member);
    found.set(name, found.has(name) ? [found.get(name), joined].flat() : joined);
  }
  return Object.fromEntries(found);
}
