import { describe, expect, test } from 'vitest';
import { createFaults } from '../../faults/index.ts';
import type { FaultPoint, FaultRule } from '../../faults/index.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';

const READ: FaultPoint = { service: 'dynamodb', action: 'GetItem', resources: ['Tools'] };
const WRITE: FaultPoint = { ...READ, action: 'PutItem' };

function faultsOf(rules: readonly FaultRule[], random?: () => number) {
  const clock = createFakeClock();
  const faults = createFaults({ clock, random });
  faults.replace(rules);
  return { faults, clock };
}

describe('faults', () => {
  test('action and resource: other calls go on', async () => {
    const { faults } = faultsOf([
      { service: 'dynamodb', action: 'GetItem', resource: 'Tools', kind: 'throttle' },
    ]);
    expect(await faults.meet(READ)).toMatchObject({
      type: 'ProvisionedThroughputExceededException',
      status: 400,
    });
    expect(await faults.meet(WRITE)).toBeNull();
    expect(await faults.meet({ ...READ, resources: ['Nails'] })).toBeNull();
    expect(await faults.meet({ ...READ, service: 's3' })).toBeNull();
    expect(faults.rules).toMatchObject([{ met: 1 }]);
  });

  test('times: then the rule rests', async () => {
    const { faults } = faultsOf([{ service: 'dynamodb', kind: 'fail', times: 2 }]);
    const answers = [await faults.meet(READ), await faults.meet(WRITE), await faults.meet(READ)];
    expect(answers.map((answer) => answer?.status)).toEqual([500, 500, undefined]);
  });

  test('rate: that part of the calls', async () => {
    const dice = [0.1, 0.49, 0.5, 0.9];
    const { faults } = faultsOf(
      [{ service: 'dynamodb', kind: 'fail', rate: 0.5 }],
      () => dice.shift() ?? 1,
    );
    const met = [];
    for (let i = 0; i < 4; i += 1) met.push((await faults.meet(READ)) !== null);
    expect(met).toEqual([true, true, false, false]);
  });

  test('delay: waits, and later rules are asked then', async () => {
    const { faults, clock } = faultsOf([
      { service: 'dynamodb', kind: 'delay', ms: 200 },
      { service: 'dynamodb', kind: 'fail' },
    ]);
    let answer: unknown = 'waits';
    const asked = faults.meet(READ).then((failure) => (answer = failure));
    clock.advance(199);
    await Promise.resolve();
    expect(answer).toBe('waits');
    clock.advance(1);
    await asked;
    expect(answer).toMatchObject({ type: 'InternalServerError' });
  });

  test('replace: who waits by a rule that is gone goes on at once, who waits by another goes on waiting', async () => {
    const reads: FaultRule = { service: 'dynamodb', action: 'GetItem', kind: 'delay', ms: 60_000 };
    const writes: FaultRule = { ...reads, action: 'PutItem' };
    const { faults, clock } = faultsOf([reads, writes]);
    const ended: string[] = [];
    const read = faults.meet(READ).then(() => ended.push('read'));
    const written = faults.meet(WRITE).then(() => ended.push('write'));
    faults.replace([{ ...writes }, { service: 'mail', kind: 'fail' }]);
    await read;
    expect(ended).toEqual(['read']);
    clock.advance(60_000);
    await written;
    expect(ended).toEqual(['read', 'write']);
  });

  test('no rules: none is set', () => {
    const { faults } = faultsOf([{ service: 'mail', kind: 'fail' }]);
    expect(faults.isSet).toBe(true);
    faults.replace([]);
    expect(faults.isSet).toBe(false);
  });
});
