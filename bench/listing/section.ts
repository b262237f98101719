import { number, percent, table } from '../page/format.ts';
import type { Goal } from '../part.ts';
import { median } from '../statistics.ts';
import type { ListCost, ListingResults } from './types.ts';

const GOAL = 0.2;

/** How much longer a deep page takes than the first, as a share of the first. */
const slower = ({ first, deep }: ListCost): number => median(deep.times) / median(first.times) - 1;

/** What the page says of lists. */
export function listingSection(results: ListingResults): string {
  const searches = results.lists.filter(({ isSearch }) => isSearch);
  const others = results.lists.filter(({ isSearch }) => !isSearch);
  return [
    howToRead(results),
    '### Lists that an index holds',
    costTable(others),
    '### Words, and a prefix in the order of another field',
    SEARCHES,
    costTable(searches),
  ].join('\n\n');
}

function costTable(lists: readonly ListCost[]): string {
  return table(
    ['list', 'deep page', 'calls', 'RCU, page 1', 'RCU, deep', 'ms, page 1', 'ms, deep', 'deep'],
    lists.map((list) => [
      list.title,
      number(list.deep.page),
      String(list.deep.calls),
      number(list.first.readUnits, 1),
      number(list.deep.readUnits, 1),
      number(median(list.first.times), 2),
      number(median(list.deep.times), 2),
      signed(slower(list)),
    ]),
  );
}

const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;

/** A deep page costs what the first one does. */
export function listingGoals({ lists, users }: ListingResults): readonly Goal[] {
  const promised = lists.filter(({ isSearch }) => !isSearch);
  const slowest = Math.max(...promised.map(slower));
  const everybody = promised.filter(({ first }) => first.calls === 1);
  const apart = (list: ListCost): number => Math.abs(list.deep.readUnits - list.first.readUnits);
  const unequal = everybody.filter((list) => apart(list) > 0);
  const furthest = Math.max(...promised.map(apart));
  return [
    {
      text: `lists of ${number(users)} users: page 1,000 takes at most ${percent(GOAL)} longer than page 1`,
      measured: `${signed(slowest)} at most, over ${promised.length} lists`,
      isMet: slowest <= GOAL,
    },
    {
      text: 'the same: page 1,000 costs as many read units as page 1 (lists put together of several partitions: half a unit for each apart at most)',
      measured: `${number(furthest, 1)} RCU apart at most; ${unequal.length} of ${everybody.length} lists of one partition differ`,
      isMet:
        unequal.length === 0 && promised.every((list) => apart(list) <= (list.first.calls - 1) / 2),
    },
  ];
}

function howToRead({ users, seedSeconds, pageSize, lists }: ListingResults): string {
  const repeats = lists[0]?.first.times.length ?? 0;
  return `A directory of ${number(users)} users, put into the table in ${number(seedSeconds)} s by the code that
writes users; 80 % of them ACTIVE, the others INVITED and SUSPENDED by halves, 10 % of role ADMIN. A
machine client asks the running system for pages of ${pageSize} over HTTP. It turns the pages up to page 1,000, or
the last full one of a shorter list, and each must be full; then that one and the first are asked for in
turns, ${repeats} times each. Times are medians and hold the proxy that asks DynamoDB for the read units;
read units and calls are DynamoDB's (users are about half a KB).`;
}

const SEARCHES = `No index holds these users in their order; docs/decisions/0009 tells how they are searched, and docs/decisions/0016
how by words. Their pages are full too, and cost what the shortest way takes: all who have the prefix or a word,
or all in the order of the list until there are enough. The deep page is page 50, or the last full one.`;
