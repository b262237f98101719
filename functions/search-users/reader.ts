import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { LAST_CHARACTER } from '../../model/keys.ts';
import type { Search, Source } from '../../model/search.ts';
import { domainStartsAs } from './email-start.ts';
import type { Item } from './search.ts';
import { firstOf } from './search.ts';

/** The Users table. */
export interface Table {
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
}

/** One partition of a source, read bit by bit for the users of the search. */
export interface Reader {
  /** The first users of those read so far. */
  found(): readonly Item[];
  /** Whether more of this partition would change nothing. */
  isDone(): boolean;
  /** Reads on, at most so many items of the index; answers how many it read. */
  readOn(count: number): Promise<number>;
}

/** Reads one partition of a source, from its beginning. */
export function createReader(
  { documents, table }: Table,
  search: Search,
  source: Source,
  partition: string,
): Reader {
  const query = { TableName: table, ...queryOf(search, source, partition) };
  const { order, after, limit, emailStart } = search;
  const isWanted = emailStart === undefined ? () => true : domainStartsAs(emailStart);
  let found: readonly Item[] = [];
  let next: QueryCommandInput['ExclusiveStartKey'];
  let isAtEnd = false;
  return {
    found: () => found,
    isDone: () => isAtEnd || (source.sortKey === order.sortKey && found.length >= limit),
    async readOn(count) {
      const page = { ...query, Limit: count, ExclusiveStartKey: next };
      const answer = await documents.send(new QueryCommand(page));
      // BETWEEN lets the user through that the page starts after.
      const fresh = (answer.Items ?? []).filter(
        (item) => item[order.sortKey] !== after && isWanted(item['email']),
      );
      found = firstOf([...found, ...fresh], search);
      next = answer.LastEvaluatedKey;
      isAtEnd = next === undefined;
      return answer.ScannedCount ?? 0;
    },
  };
}

/** The source's own range is the condition on its key, those of the others are a filter. */
function queryOf(
  { order, narrowings, after, ascending }: Search,
  { index, partitionKey, sortKey }: Source,
  partition: string,
): Omit<QueryCommandInput, 'TableName'> {
  const ranges = [
    rangeOf(order, after, ascending),
    ...narrowings.map((narrowing) => rangeOf(narrowing, null, ascending)),
  ];
  const conditions = (own: boolean) =>
    ranges
      .filter((range) => (range.key === sortKey) === own)
      .map(({ key }) => `#${key} BETWEEN :${key}Low AND :${key}High`)
      .join(' AND ');
  return {
    IndexName: index,
    KeyConditionExpression: `#partition = :partition AND ${conditions(true)}`,
    // None when no other field has a prefix.
    FilterExpression: conditions(false) || undefined,
    ExpressionAttributeNames: {
      '#partition': partitionKey,
      ...Object.fromEntries(ranges.map(({ key }) => [`#${key}`, key])),
    },
    ExpressionAttributeValues: {
      ':partition': partition,
      ...Object.fromEntries(ranges.map(({ key, low }) => [`:${key}Low`, low])),
      ...Object.fromEntries(ranges.map(({ key, high }) => [`:${key}High`, high])),
    },
    ScanIndexForward: ascending,
  };
}

const FIRST_CHARACTER = '\0';

/** Which sort keys begin with the prefix and come after the given one. */
function rangeOf({ sortKey, prefix }: Source, after: string | null, ascending: boolean) {
  const low = prefix === '' ? FIRST_CHARACTER : prefix;
  const high = `${prefix}${LAST_CHARACTER}`;
  return ascending
    ? { key: sortKey, low: after ?? low, high }
    : { key: sortKey, low, high: after ?? high };
}
