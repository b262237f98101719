import { describe, expect, test } from 'vitest';
import { createAdjustableClock } from '../../shared/adjustable-clock.ts';
import { machineTime } from '../../shared/clock.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';

const MINUTE = 60_000;

function clocks() {
  const machine = createFakeClock();
  return { machine, clock: createAdjustableClock(machine) };
}

describe('adjustable clock', () => {
  test('now: goes with the machine, and ahead of it by what it was advanced', () => {
    const { machine, clock } = clocks();
    clock.advance(MINUTE);
    machine.advance(5);
    expect(clock.now()).toBe(machine.now() + MINUTE);
    expect(clock.offset).toBe(MINUTE);
    expect(machineTime(clock)).toBe(machine);
    clock.reset();
    expect(clock.now()).toBe(machine.now());
  });

  test('advance: what falls due on the way runs at once and in order, the rest when it is its time', () => {
    const { machine, clock } = clocks();
    const rung: string[] = [];
    clock.after(3 * MINUTE, () => rung.push('late'));
    clock.after(2 * MINUTE, () => rung.push('second'));
    clock.after(MINUTE, () => {
      rung.push('first');
      clock.after(2 * MINUTE, () => rung.push('next'));
    });
    clock.advance(2 * MINUTE);
    expect(rung).toEqual(['first', 'second']);
    machine.advance(2 * MINUTE);
    expect(rung).toEqual(['first', 'second', 'late', 'next']);
  });

  test('cancel: what was cancelled never runs, also by what falls due before it', () => {
    const { machine, clock } = clocks();
    const rung: string[] = [];
    const cancel = clock.after(2 * MINUTE, () => rung.push('cancelled'));
    clock.after(MINUTE, cancel);
    clock.after(MINUTE, () => rung.push('one'))();
    clock.advance(5 * MINUTE);
    machine.advance(5 * MINUTE);
    expect(rung).toEqual([]);
  });

  test('reset: what waits, waits as long as it had to', () => {
    const { machine, clock } = clocks();
    const rung: string[] = [];
    clock.advance(60 * MINUTE);
    clock.after(2 * MINUTE, () => rung.push('rung'));
    machine.advance(MINUTE);
    clock.reset();
    machine.advance(MINUTE - 1);
    expect(rung).toEqual([]);
    machine.advance(1);
    expect(rung).toEqual(['rung']);
  });
});
