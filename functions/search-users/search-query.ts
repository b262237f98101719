import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Search, Source } from '../../model/search.ts';
import type { KeyRange } from './key-ranges.ts';
import { intersect, isEmpty, rangeAfter, rangeOf } from './key-ranges.ts';
import type { Term } from './terms.ts';
import { conditionOf } from './terms.ts';

/**
 * The query of one partition for the users of a search; null when none can be there. What the index is
 * ordered by is a condition on its key, all else a filter.
 */
export function queryOf(
  search: Search,
  terms: readonly Term[],
  source: Source,
  partition: string,
): Omit<QueryCommandInput, 'TableName'> | null {
  const ranges = rangesOf(search, source);
  if (ranges.some(isEmpty)) return null;
  const names = new Map<string, string>([['#partition', source.partitionKey]]);
  const values = new Map([[':partition', partition]]);
  const value = (given: string) => {
    const name = `:v${values.size}`;
    values.set(name, given);
    return name;
  };
  const conditionsOn = (isOwn: boolean) =>
    ranges
      .filter(({ key }) => (key === source.sortKey) === isOwn)
      .map((range) => between(range, names, value));
  const key = ['#partition = :partition', ...conditionsOn(true)].join(' AND ');
  if (terms.length > 0) names.set('#words', 'words');
  const filters = [
    ...conditionsOn(false),
    ...terms.map((term) => conditionOf(term, value)),
    ...statusAndRole(search, source, names, value),
    ...invitationState(search, names, value),
  ];
  return {
    IndexName: source.index,
    KeyConditionExpression: key,
    FilterExpression: filters.join(' AND ') || undefined,
    ExpressionAttributeNames: Object.fromEntries(names),
    ExpressionAttributeValues: Object.fromEntries(values),
    ScanIndexForward: search.ascending,
  };
}

function rangesOf({ order, narrowings, after, ascending }: Search, source: Source): KeyRange[] {
  const prefixes = [order, ...narrowings, source].map(({ sortKey, prefix }) =>
    rangeOf(sortKey, prefix),
  );
  const ranges = intersect(prefixes);
  return ranges.map((range) =>
    range.key === order.sortKey ? rangeAfter(range, after, ascending) : range,
  );
}

type Name = (value: string) => string;

function between({ key, low, high }: KeyRange, names: Map<string, string>, value: Name): string {
  names.set(`#${key}`, key);
  return `#${key} BETWEEN ${value(low)} AND ${value(high)}`;
}

function invitationState(
  { invitation }: Search,
  names: Map<string, string>,
  value: Name,
): string[] {
  if (!invitation) return [];
  names.set('#invitation', 'invitation');
  names.set('#expiresAt', 'expiresAt');
  const isOver = invitation.state === 'EXPIRED';
  return [`#invitation.#expiresAt ${isOver ? '<=' : '>'} ${value(invitation.at)}`];
}

/** Of indexes that hold everybody the others go. */
function statusAndRole(
  { order }: Search,
  source: Source,
  names: Map<string, string>,
  value: Name,
): string[] {
  if (order.partitionKey === source.partitionKey) return [];
  names.set('#statusRole', order.partitionKey);
  return [`#statusRole IN (${order.partitions.map(value).join(', ')})`];
}
