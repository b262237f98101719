import { afterAll, expect, test } from 'vitest';
import { fanOut } from '../../bench/fan-out/index.ts';
import type { Cost, FanOutResults } from '../../bench/fan-out/types.ts';
import { FOLDERS, removeRun } from '../../bench/folders.ts';
import { readOptions } from '../../bench/options.ts';
import { giveSynthesized } from '../support/data-folder.ts';

// The process of tests is ended before it could.
afterAll(removeRun);

const cost = (all: number, memory: number): Cost => ({ p50: all, p99: all, cpu: all, memory });

const RESULTS: FanOutResults = {
  changes: 11,
  deliveries: [
    {
      subscriptions: 1_000,
      each: 50,
      ownFilters: true,
      costs: { 'user-manager': cost(10, 1_999), 'graphql-ws': cost(20, 20_000) },
    },
    {
      // Not at the same filter work: no part of the goal.
      subscriptions: 1_000,
      each: 50,
      ownFilters: false,
      costs: { 'user-manager': cost(10, 500), 'graphql-ws': cost(5, 20_000) },
    },
  ],
  idle: { subscriptions: 1_000, seconds: 60, cpu: { 'user-manager': 0.0001, 'graphql-ws': 0.08 } },
  suspensions: [100, 999],
};

const met = (results: FanOutResults) => fanOut.goals(results).map(({ isMet }) => isMet);

test('goals: met by twice the speed, 1,999 bytes and 999 ms', () => {
  expect(met(RESULTS)).toEqual([true, true, true]);
});

test('goals: not met by a slower delivery, 2,000 bytes and a second', () => {
  const [own, same] = RESULTS.deliveries;
  const slow = { 'user-manager': cost(10, 2_000), 'graphql-ws': cost(9, 20_000) };
  expect(
    met({ ...RESULTS, deliveries: [{ ...own!, costs: slow }, same!], suspensions: [1, 1_000] }),
  ).toEqual([false, false, false]);
});

test('goals: speed is not met where graphql-ws was not measured', () => {
  const deliveries = RESULTS.deliveries.map((delivery) => ({
    ...delivery,
    costs: { 'user-manager': cost(10, 500) },
  }));
  expect(met({ ...RESULTS, deliveries })).toEqual([false, true, true]);
});

test(
  'a smoke run: everything is measured, on this engine alone',
  { timeout: 600_000 },
  async () => {
    const options = readOptions(['--quick'], []);
    await giveSynthesized(FOLDERS.project);
    const results = await fanOut.measure({ options, tell() {} });
    for (const { costs } of results.deliveries) {
      expect(Object.keys(costs)).toEqual(['user-manager']);
      for (const figure of Object.values(costs['user-manager']!)) expect(figure).not.toBeNaN();
    }
    expect(results.idle.cpu['user-manager']).toBeGreaterThanOrEqual(0);
    expect(results.suspensions).toHaveLength(1);
    // From JSON, as the page is written.
    const page = fanOut.section(JSON.parse(JSON.stringify(results)) as FanOutResults);
    expect(page).toMatch(/\| 100 \| 50 \| one each \| [\d.,]+ \| – \|/);
    expect(page).toMatch(/suspended user's subscription is over \d/);
  },
);
