import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Search, Source } from '../../model/search.ts';
import { domainStartsAs } from './email-start.ts';
import type { Item } from './search.ts';
import { firstOf } from './search.ts';
import { queryOf } from './search-query.ts';
import type { Term } from './terms.ts';

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
  terms: readonly Term[],
  source: Source,
  partition: string,
): Reader {
  const query = queryOf(search, terms, source, partition);
  const { order, after, limit, emailStart } = search;
  const isWanted = emailStart === undefined ? () => true : domainStartsAs(emailStart);
  let found: readonly Item[] = [];
  let next: QueryCommandInput['ExclusiveStartKey'];
  let isAtEnd = query === null;
  return {
    found: () => found,
    isDone: () => isAtEnd || (source.sortKey === order.sortKey && found.length >= limit),
    async readOn(count) {
      const page = { ...query, TableName: table, Limit: count, ExclusiveStartKey: next };
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
