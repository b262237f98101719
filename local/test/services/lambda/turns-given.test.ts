import { expect, test } from 'vitest';
import { createTurnsGiven } from '../../../services/lambda/turns-given.ts';
import { MAX_TURNS, noTurns, takeTurn } from '../../../services/lambda/worker/turns.ts';
import { createFakeClock } from '../../../testing/fake-clock.ts';

const RETURNED = { ok: true, payload: 'null' } as const;

/** A thread that was given invocations called 0, 1, 2; `ends` notes how they end. */
function givenTo(turns: ReturnType<typeof noTurns> | null, count = 0) {
  const clock = createFakeClock();
  const ends: string[] = [];
  const given = createTurnsGiven({
    turns,
    timeoutMs: 3_000,
    clock,
    now: () => clock.now(),
    begins: () => {},
    late: () => ends.push('late'),
  });
  const add = (name: string): number =>
    given.add({
      requestId: name,
      watch: undefined,
      settle: (result) => ends.push(result === null ? `${name} comes back` : `${name} is answered`),
    });
  const numbers = Array.from({ length: count }, (_, index) => add(String(index)));
  const begin = (index: number): boolean => turns !== null && takeTurn(turns, numbers[index] ?? 0);
  /** So many that take so long. */
  const answer = (times: number, ms: number): void => {
    for (let time = 0; time < times; time += 1) {
      add('one');
      clock.advance(ms);
      given.shift(RETURNED);
    }
  };
  return { given, clock, ends, add, begin, answer };
}

test('a thread that has answered nothing yet, or takes long: is given one at a time', () => {
  const { given, answer } = givenTo(noTurns());
  expect(given.room).toBe(0);
  answer(20, 5);
  expect(given.room).toBe(0);
});

test('a thread that is done with each at once: is given as many as it has places for', () => {
  const { given, answer, add } = givenTo(noTurns());
  answer(20, 0);
  expect(given.room).toBe(MAX_TURNS);
  add('first');
  add('second');
  expect(given.room).toBe(MAX_TURNS - 2);
});

test('a process without shared memory: is given one at a time, however quick', () => {
  const { given, answer } = givenTo(null);
  answer(20, 0);
  expect(given.room).toBe(0);
});

test('the first one is the same at the second look: those that are not begun come back, the last first', () => {
  const { given, ends, begin } = givenTo(noTurns(), 3);
  expect(begin(0)).toBe(true);
  expect([given.look(), ends]).toEqual([true, []]);
  expect([given.look(), ends]).toEqual([false, ['2 comes back', '1 comes back']]);
  expect([begin(1), begin(2)]).toEqual([false, false]);
});

test('the first one is another at the next look: none comes back', () => {
  const { given, ends, begin } = givenTo(noTurns(), 3);
  begin(0);
  given.look();
  given.shift(RETURNED);
  expect([given.look(), ends]).toEqual([true, ['0 is answered']]);
});

test('the first one is late: those behind it come back, and it alone ends the thread', () => {
  const { clock, ends, begin } = givenTo(noTurns(), 2);
  begin(0);
  clock.advance(2_999);
  expect(ends).toEqual([]);
  clock.advance(1);
  expect(ends).toEqual(['1 comes back', 'late']);
});

test('the time is over while the answer of the first is on its way: the second has its own time', () => {
  const { given, clock, ends, begin } = givenTo(noTurns(), 2);
  begin(0);
  begin(1);
  clock.advance(3_000);
  expect(ends).toEqual([]);
  given.shift(RETURNED);
  clock.advance(2_999);
  expect(ends).toEqual(['0 is answered']);
  clock.advance(1);
  expect(ends).toEqual(['0 is answered', 'late']);
});
