import { expect, test } from 'vitest';
import { consoleUseGoals, consoleUseSection } from '../../bench/console/section.ts';

const use = (title: string, ...rounds: number[][]) => ({ title, rounds });

test('goals: the slowest interaction of a round counts, of rounds the middle one', () => {
  const isMet = (...rounds: number[][]) =>
    consoleUseGoals({ users: 100_000, uses: [use('sort', [16]), use('scroll', ...rounds)] })[0]
      ?.isMet;
  expect(isMet([24, 192], [200, 16], [400])).toBe(false);
  expect(isMet([24, 192], [192, 16], [400])).toBe(true);
});

test('section: tells the median and the slowest, and counts what is too short to be told', () => {
  const uses = [use('sort', [16, 40], [24, 56], [24, 48]), use('filter', [], [], [])];
  const section = consoleUseSection({ users: 2, uses });
  expect(section).toContain('| sort | 2 | 32 | 48 |');
  expect(section).toContain('| filter | 0 | – | 16 |');
});
