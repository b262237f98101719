import type { FieldEvent } from '../../model/invocation.ts';
import type { Search } from '../../model/search.ts';
import { DirectoryError } from '../lib/errors.ts';
import { timeLeft } from '../lib/time-limit.ts';
import type { Table } from './reader.ts';
import { createReader } from './reader.ts';
import { readText } from './read-text.ts';
import type { Item } from './search.ts';
import { firstOf } from './search.ts';
import { waysOf } from './ways.ts';
import { readWhole } from './whole-users.ts';

/** Items of a first read; each further one takes twice as many, up to about DynamoDB's 1 MB. */
const FIRST_READ = 250;
const MAX_READ = 2_000;

/** Milliseconds that one more read of each way may take. */
const RESERVE_MS = 3_000;

/** What a search needs. */
export interface SearchServices extends Table {
  /** Items of the indexes that one search may read, about. */
  readonly maxSearch: number;
}

/**
 * The first users of a search. Where few have a prefix, reading all of them is the short way; where
 * many have it, reading in the order of the list is. Nobody knows before which it is, so all ways go
 * side by side, and the first at its end has the answer: what is read grows with the shortest way.
 */
export async function searchUsers(
  { maxSearch, ...table }: SearchServices,
  { arguments: search }: FieldEvent<Search>,
): Promise<Item[]> {
  for (;;) {
    const found = await findFirst(table, search, maxSearch);
    const users = await readWhole(table, search, found);
    // Otherwise somebody was deleted in between, whom the indexes are about to forget.
    if (users) return users;
  }
}

async function findFirst(table: Table, search: Search, maxSearch: number): Promise<Item[]> {
  const terms = readText(search.text);
  const ways = waysOf(search, terms).map((sources) =>
    sources.flatMap((source) =>
      source.partitions.map((partition) => createReader(table, search, terms, source, partition)),
    ),
  );
  let wasRead = 0;
  for (let count = FIRST_READ; wasRead < maxSearch; count = Math.min(2 * count, MAX_READ)) {
    if (timeLeft() < RESERVE_MS) throw tooSlow(wasRead);
    const open = ways.flat().filter((reader) => !reader.isDone());
    const counts = await Promise.all(open.map((reader) => reader.readOn(count)));
    wasRead += counts.reduce((sum, one) => sum + one, 0);
    const done = ways.find((readers) => readers.every((reader) => reader.isDone()));
    if (done) {
      return firstOf(
        done.flatMap((reader) => reader.found()),
        search,
      );
    }
  }
  throw tooManyRead(maxSearch);
}

const tooSlow = (wasRead: number) =>
  new DirectoryError(
    'LimitExceeded',
    `This page takes longer than a request may (${wasRead} users were read so far): give a longer prefix, or sort by the field that has it.`,
  );

const tooManyRead = (maxSearch: number) =>
  new DirectoryError(
    'LimitExceeded',
    `This page would take reading more than ${maxSearch} users: give a longer prefix, or sort by the field that has it.`,
  );
