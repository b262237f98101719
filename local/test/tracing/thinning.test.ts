import { expect, test } from 'vitest';
import { createThinning } from '../../tracing/thinning.ts';

test('createThinning: records the first of each second, and nothing of load until a second after it', () => {
  let now = 0;
  const thinning = createThinning(() => now);
  const admitted = (requests: number): number => {
    let count = 0;
    for (let request = 0; request < requests; request += 1) if (thinning.admits()) count += 1;
    return count;
  };

  expect(admitted(25)).toBe(25);
  now = 1_000;
  expect(admitted(200)).toBe(25);
  now = 2_000;
  expect(admitted(3_000)).toBe(25);
  now = 3_000;
  expect(admitted(3_000)).toBe(0);
  now = 4_000;
  expect(admitted(20)).toBe(0);
  now = 5_000;
  expect(admitted(20)).toBe(20);
  expect(thinning.refused).toBe(175 + 2_975 + 3_000 + 20);
});

test('createThinning: a quiet time after load is over for the first that comes then', () => {
  let now = 0;
  const thinning = createThinning(() => now);
  for (let request = 0; request < 5_000; request += 1) thinning.admits();
  now = 60_000;
  expect(thinning.admits()).toBe(true);
});

test('createThinning: begins anew with the first of a second when what was is forgotten', () => {
  const thinning = createThinning(() => 0);
  for (let request = 0; request < 30; request += 1) thinning.admits();
  expect(thinning.admits()).toBe(false);
  thinning.restart();
  expect(thinning.admits()).toBe(true);
  expect(thinning.refused).toBe(6);
});

test('createThinning: tells load while it lasts, and not what is long over', () => {
  let now = 0;
  const thinning = createThinning(() => now);
  for (let request = 0; request < 201; request += 1) thinning.admits();
  expect(thinning.isLoad).toBe(false);
  now = 1_000;
  expect(thinning.isLoad).toBe(true);
  thinning.admits();
  expect(thinning.isLoad).toBe(true);
  now = 2_000;
  expect(thinning.isLoad).toBe(false);
  for (let request = 0; request < 201; request += 1) thinning.admits();
  now = 60_000;
  expect(thinning.isLoad).toBe(false);
});
