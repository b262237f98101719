import { isDeepStrictEqual } from 'node:util';
import { profileKey } from '../../model/keys.ts';
import { toItem } from './item.ts';
import type { UserRecord } from './user.ts';

/**
 * The update that turns one state of a record into the next, conditional on the former's version.
 * Only what differs is named: attributes of the item that this code does not know stay.
 */
export function updateExpression(before: UserRecord, after: UserRecord) {
  const from: Record<string, unknown> = toItem(before);
  const to: Record<string, unknown> = toItem(after);
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(from[name], to[name]));
  const set = changed.filter((name) => to[name] !== undefined);
  const removed = changed.filter((name) => to[name] === undefined);

  const clauses = [`SET ${set.map((name) => `#${name} = :${name}`).join(', ')}`];
  if (removed.length > 0) clauses.push(`REMOVE ${removed.map((name) => `#${name}`).join(', ')}`);
  const values = set.map((name) => [`:${name}`, to[name]] as const);
  return {
    Key: profileKey(before.id),
    UpdateExpression: clauses.join(' '),
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: Object.fromEntries(
      [...changed, 'version'].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: { ...Object.fromEntries(values), ':expected': before.version },
  };
}
