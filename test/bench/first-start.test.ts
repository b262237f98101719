import { expect, test } from 'vitest';
import { firstStartGoals, firstStartSection } from '../../bench/first-start/section.ts';
import type { FirstStart } from '../../bench/first-start/types.ts';

const start = (change: Partial<FirstStart> = {}): FirstStart => ({
  synthesis: 6,
  ready: 12,
  steps: { synthesis: 5, seed: 6, queues: 0.01 },
  page: 12.5,
  memoryWhenReady: 400e6,
  memoryLater: 230e6,
  next: 0.6,
  ...change,
});

test('goal of the first start: met by twice the bare synthesis, missed by more', () => {
  expect(firstStartGoals([start()])).toMatchObject([{ measured: '2.00 times', isMet: true }]);
  expect(firstStartGoals([start({ ready: 12.1 })])).toMatchObject([{ isMet: false }]);
});

test('section of the first start: tells each step that takes a tenth of a second', () => {
  const section = firstStartSection([start(), start({ ready: 14 }), start({ ready: 13 })]);
  expect(section).toMatch(/until ready with the people of the seed +\| 13\.0 \[12\.0\.\.14\.0\]/);
  expect(section).toMatch(/… of it: seed +\| 6\.0 /);
  expect(section).not.toContain('queues');
  expect(section).toContain('400 MB when it is ready, 230 MB twenty seconds later');
});
