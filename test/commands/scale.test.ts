import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { scaleFiles } from '../../commands/scale.ts';
import { DEMANDS } from '../../commands/scale/demands.ts';
import { limitsOf, simulate } from '../../commands/scale/simulate.ts';

const once = (many: number) => (second: number) => (second === 0 ? many : 0);

test('simulate: serves by the second what the tightest limit lets through; the rest waits', () => {
  // 50 creations and 25 changes a second: 25 people.
  const load = { demand: { creation: 1, update: 1 }, arriving: once(100), waits: true };
  const run = simulate(load, 1);
  expect(run.seconds.map(({ backlog }) => backlog)).toEqual([75, 50, 25, 0]);
  expect(run).toMatchObject({ limit: 'update', mostServed: 25, mostBacklog: 75, refused: 0 });
  // With more changes the creations are next.
  const raised = simulate(load, 1, { update: 200 });
  expect(raised).toMatchObject({ limit: 'creation', mostServed: 50 });
  expect(raised.seconds).toHaveLength(2);
});

test('simulate: refuses what does not wait', () => {
  // 10,000 request tokens a second.
  const load = { demand: DEMANDS.read, arriving: () => 50_000, waits: false };
  expect(simulate(load, 60)).toMatchObject({ limit: 'requests', refused: 60 * 40_000 });
  expect(simulate(load, 60, { requests: 50_000 })).toMatchObject({ limit: null, refused: 0 });
});

test('limitsOf: names the tightest limit first', () => {
  // 120 calls of sign-in a second, two for each.
  expect(limitsOf(DEMANDS.signIn)[0]).toEqual({ limit: 'authentication', most: 60 });
});

test('docs/scale.md: is what npm run scale -- --page writes', async () => {
  for (const [name, text] of Object.entries(await scaleFiles())) {
    expect(readFileSync(join(ROOT, 'docs', name), 'utf8')).toBe(text);
  }
});
