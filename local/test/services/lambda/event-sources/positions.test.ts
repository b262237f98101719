import { describe, expect, test } from 'vitest';
import type { InvokeResult } from '../../../../services/lambda/index.ts';
import { systemClock } from '../../../../shared/clock.ts';
import { eventually } from '../../../../testing/eventually.ts';
import {
  clientOf,
  enginePid,
  feeding,
  mapping,
  put,
  query,
  receiver,
  system,
  systemOfEachTest,
} from './harness.ts';

systemOfEachTest();

describe('positions', () => {
  test('restart: goes on where it stopped, with what changed in between', async () => {
    const first = receiver();
    const service = await feeding([mapping()], first);
    await put('a');
    await eventually(() => expect(first.keys).toEqual(['a']));
    await service.stop();
    await put('b');
    const second = receiver();
    await feeding([mapping()], second);
    await put('c');
    await eventually(() => expect(second.keys).toEqual(['b', 'c']));
  });

  test('stop while the function fails: the change comes again after the restart', async () => {
    const failing = receiver(() => ({ ok: false, error: { errorType: 'E', errorMessage: '' } }));
    const service = await feeding([mapping({ maximumRetryAttempts: -1 })], failing);
    await put('a');
    await eventually(() => expect(failing.keys).toContain('a'));
    await service.stop();
    const second = receiver();
    await feeding([mapping()], second);
    await eventually(() => expect(second.keys).toEqual(['a']));
  });

  test('stop within a batch: what was done of it does not come again', async () => {
    const first = receiver();
    const lambda = {
      invoke: (name: string, event: unknown): Promise<InvokeResult> =>
        JSON.stringify(event).includes('poison')
          ? Promise.resolve({ ok: false, error: { errorType: 'E', errorMessage: '' } })
          : first.invoke(name, event),
    };
    await put('a');
    await put('poison');
    const change = { bisectBatchOnFunctionError: true, maximumRetryAttempts: -1 };
    const service = await feeding([mapping(change)], lambda);
    await eventually(() => expect(first.keys).toEqual(['a']));
    await service.stop();
    const second = receiver();
    await feeding([mapping()], second);
    await eventually(() => expect(second.keys).toContain('poison'));
    expect(second.keys).toEqual(['poison']);
  });

  test('LATEST: leaves out what was before the first start, not what came while stopped', async () => {
    await put('old');
    // Records carry whole seconds, so the mapping is first seen at the beginning of the next one.
    const nextSecond = (Math.floor(Date.now() / 1_000) + 1) * 1_000;
    const clock = { ...systemClock, now: () => nextSecond };
    const latest = mapping({ startingPosition: 'LATEST' });
    const first = receiver();
    const service = await feeding([latest], first, { clock });
    await eventually(() => expect(position()).toBe('1'));
    await service.stop();
    expect(first.keys).toEqual([]);
    await eventually(() => expect(Date.now()).toBeGreaterThan(nextSecond));
    await put('new');
    const second = receiver();
    await feeding([latest], second);
    await eventually(() => expect(second.keys).toEqual(['new']));
  });

  test('engine restart: reading goes on without loss', async () => {
    const lambda = receiver();
    await feeding([mapping()], lambda);
    await put('a');
    await eventually(() => expect(lambda.keys).toEqual(['a']));
    process.kill(enginePid(), 'SIGKILL');
    await eventually(() => put('b'));
    await eventually(() => expect(lambda.keys).toEqual(['a', 'b']));
  });

  test('reset: the new table is read from its beginning', async () => {
    const lambda = receiver();
    const service = await feeding([mapping()], lambda);
    await put('a');
    await eventually(() => expect(lambda.keys).toEqual(['a']));
    await service.stop();
    await system.dynamodb.reset();
    system.sdk = clientOf(system.dynamodb);
    const again = await feeding([mapping()], lambda, {
      dynamodbEndpoint: system.dynamodb.endpoint,
    });
    await again.reset?.();
    await put('b');
    await eventually(() => expect(lambda.keys).toEqual(['a', 'b']));
  });
});

const position = (): unknown =>
  query('SELECT sequence_number FROM positions')[0]?.['sequence_number'];
