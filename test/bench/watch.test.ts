import { expect, test } from 'vitest';
import { watchGoals, watchSection } from '../../bench/watch/section.ts';

const results = {
  resolver: [80, 60, 400],
  function: [500, 510, 490],
  schema: [70, 90, 2_000],
};

test('goals of saves: the middle one counts, and has to be below', () => {
  expect(watchGoals(results)).toEqual([
    {
      text: 'a saved resolver answers anew in under 300 ms (p50)',
      measured: '80 ms, p95 400 ms',
      isMet: true,
    },
    {
      text: 'a saved function answers anew in under 500 ms (p50)',
      measured: '500 ms, p95 510 ms',
      isMet: false,
    },
    {
      text: 'a saved schema answers anew in under 1,000 ms (p50)',
      measured: '90 ms, p95 2,000 ms',
      isMet: true,
    },
  ]);
});

test('section of saves: what others document is told as theirs, with where', () => {
  const section = watchSection(results);
  expect(section).toMatch(/`schema\.graphql` \| 3 \| 90 \| 2,000/);
  expect(section).toMatch(/`cdk watch`.*8,110 ms.*https:\/\/cdkworkshop\.com\//);
  expect(section).toMatch(/`sst dev`.*"under 10ms".*https:\/\/sst\.dev\//);
});
