import { expect, test } from 'vitest';
import { createWaitingCalls } from '../../../services/lambda/waiting-calls.ts';
import { createFakeClock } from '../../../testing/fake-clock.ts';

/** Calls that wait, and how many workers were started for them. */
function waitingCalls({ isStarting = false, workers = 1 } = {}) {
  const clock = createFakeClock(0);
  const started: string[] = [];
  const calls = createWaitingCalls<string>({
    clock,
    isStarting: () => isStarting,
    workers: () => workers,
    canGrow: () => true,
    grow: () => {
      started.push('new');
      return 'new';
    },
  });
  const startedAfter = (ms: number): number => {
    clock.advance(ms);
    return started.length;
  };
  return { calls, clock, startedAfter };
}

test('workers busy with long calls: one more is started after 50 ms', () => {
  const { calls, startedAfter } = waitingCalls();
  const given: string[] = [];
  calls.wait((worker) => given.push(worker));
  expect([startedAfter(45), startedAfter(10)]).toEqual([0, 1]);
  expect(given).toEqual(['new']);
});

test('workers that take one call after the other: one more only after a quarter of a second', () => {
  const { calls, clock, startedAfter } = waitingCalls();
  for (let call = 0; call < 100; call += 1) calls.wait(() => {});
  for (let ms = 0; ms < 240; ms += 10) {
    clock.advance(10);
    calls.give(() => 'free');
  }
  expect(startedAfter(0)).toBe(0);
  for (let ms = 0; ms < 20; ms += 10) {
    clock.advance(10);
    calls.give(() => 'free');
  }
  expect(startedAfter(0)).toBe(1);
});

test('several workers busy with long calls: one more is started only after 50 ms for each of them', () => {
  const { calls, startedAfter } = waitingCalls({ workers: 3 });
  calls.wait(() => {});
  expect([startedAfter(145), startedAfter(10)]).toEqual([0, 1]);
});

test('a worker that took a call and is then held up: gets a quarter of a second as well', () => {
  const { calls, clock, startedAfter } = waitingCalls();
  for (let call = 0; call < 2; call += 1) calls.wait(() => {});
  clock.advance(25);
  calls.give(() => 'free');
  expect([startedAfter(220), startedAfter(10)]).toEqual([0, 1]);
});

test('a worker that is being started: is waited for for a second', () => {
  const { calls, startedAfter } = waitingCalls({ isStarting: true });
  calls.wait(() => {});
  expect([startedAfter(990), startedAfter(20)]).toEqual([0, 1]);
});

test('nobody waits: nothing is given, nothing started', () => {
  const { calls, startedAfter } = waitingCalls();
  expect(calls.give(() => 'free')).toBe(false);
  expect(startedAfter(10_000)).toBe(0);
});

test('a call that comes back: is given a worker before those that came after it', () => {
  const { calls } = waitingCalls();
  const taken: string[] = [];
  calls.wait(() => taken.push('later'));
  calls.waitFirst(() => taken.push('come back'));
  expect([calls.give(() => 'free'), calls.give(() => 'free')]).toEqual([true, true]);
  expect(taken).toEqual(['come back', 'later']);
});
