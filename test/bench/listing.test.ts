import { expect, test } from 'vitest';
import { listingGoals, listingSection } from '../../bench/listing/section.ts';
import type { ListCost } from '../../bench/listing/types.ts';
import { makeUser } from '../../bench/listing/users.ts';

const page = (number: number, time: number, readUnits: number, calls: number) => ({
  page: number,
  times: [time, time + 50, time - 50],
  readUnits,
  calls,
});

const list = (over: { time?: number; readUnits?: number; calls?: number } = {}): ListCost => {
  const { time = 100, readUnits = 1.5, calls = 1 } = over;
  const first = page(1, 100, 1.5, calls);
  return { title: 'a list', isSearch: false, first, deep: page(1_000, time, readUnits, calls) };
};

const goals = (...lists: ListCost[]) =>
  listingGoals({ users: 100_000, seedSeconds: 60, pageSize: 20, lists }).map(({ isMet }) => isMet);

test('goals: a deep page takes at most 20 % longer, in every list', () => {
  expect(goals(list({ time: 80 }), list({ time: 120 }))).toEqual([true, true]);
  expect(goals(list({ time: 80 }), list({ time: 121 }))).toEqual([false, true]);
});

test('goals: a deep page costs the same units, half a unit for each further partition apart', () => {
  expect(goals(list({ readUnits: 2 }))).toEqual([true, false]);
  expect(goals(list({ readUnits: 1 }))).toEqual([true, false]);
  expect(goals(list({ readUnits: 2.5, calls: 3 }))).toEqual([true, true]);
  expect(goals(list({ readUnits: 3, calls: 3 }))).toEqual([true, false]);
});

test('goals: of searches nothing is promised, and the page shows them apart', () => {
  const search = { ...list({ time: 900, readUnits: 90 }), title: 'a search', isSearch: true };
  expect(goals(list(), search)).toEqual([true, true]);
  const results = { users: 2, seedSeconds: 1, pageSize: 20, lists: [search, list()] };
  const [, , lists, , , searches] = listingSection(results).split('\n\n');
  expect(lists).toContain('| a list | 1,000 | 1 | 1.5 | 1.5 | 100.00 | 100.00 | +0 % |');
  expect(lists).not.toContain('a search');
  expect(searches).toContain('| a search | 1,000 | 1 | 1.5 | 90.0 | 100.00 | 900.00 | +800 % |');
});

test('users: are the same in every run, and no two have an id or address in common', () => {
  const users = Array.from({ length: 2_000 }, (_, index) => makeUser(index));
  expect(users).toEqual(Array.from({ length: 2_000 }, (_, index) => makeUser(index)));
  expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
  expect(new Set(users.map(({ email }) => email)).size).toBe(users.length);
});
