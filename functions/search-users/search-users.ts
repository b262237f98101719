import { DirectoryError } from '../lib/errors.ts';
import type { FieldEvent } from '../lib/event.ts';
import type { Table } from './reader.ts';
import { createReader } from './reader.ts';
import type { Item, Search } from './search.ts';
import { firstOf } from './search.ts';

/** Items of a first read; each further one takes twice as many, up to about DynamoDB's 1 MB. */
const FIRST_READ = 250;
const MAX_READ = 2_000;

/** Items of one search, all its ways together: some seconds, and about 12,500 read units. */
export const MAX_SEARCH = 200_000;

/**
 * The first users of a search. Where few have a prefix, reading all who have it is the short way;
 * where many have it, reading in the order of the list is. Which it is nobody knows before, so all
 * ways go side by side, and the first at its end has the answer: the cost is at most that of the
 * shortest way times their number (2, or 3 for two prefixes).
 */
export async function searchUsers(
  table: Table,
  { arguments: search }: FieldEvent<Search>,
): Promise<Item[]> {
  const ways = [search.order, ...search.narrowings].map((source) =>
    source.partitions.map((partition) => createReader(table, search, source, partition)),
  );
  let wasRead = 0;
  for (let count = FIRST_READ; wasRead < MAX_SEARCH; count = Math.min(2 * count, MAX_READ)) {
    const open = ways.flat().filter((reader) => !reader.isDone());
    const counts = await Promise.all(open.map((reader) => reader.readOn(count)));
    wasRead += counts.reduce((sum, one) => sum + one, 0);
    const done = ways.find((readers) => readers.every((reader) => reader.isDone()));
    if (done)
      return firstOf(
        done.flatMap((reader) => reader.found()),
        search,
      );
  }
  throw tooManyRead();
}

const tooManyRead = () =>
  new DirectoryError(
    'LimitExceeded',
    `This page would take reading more than ${MAX_SEARCH} users: give a longer prefix, or sort by the field that has it.`,
  );
