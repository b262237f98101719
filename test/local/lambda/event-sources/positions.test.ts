import { describe, expect, test, vi } from 'vitest';
import type { InvokeResult } from '../../../../local/lambda/index.ts';
import { systemClock } from '../../../../local/shared/clock.ts';
import {
  clientOf,
  enginePid,
  feeding,
  mapping,
  put,
  query,
  receiver,
  soon,
  system,
} from './harness.ts';

describe('positions', () => {
  test('restart: goes on where it stopped, with what changed in between', async () => {
    const first = receiver();
    const service = await feeding([mapping()], first);
    await put('a');
    await vi.waitFor(() => expect(first.keys).toEqual(['a']), soon);
    await service.stop();
    await put('b');
    const second = receiver();
    await feeding([mapping()], second);
    await put('c');
    await vi.waitFor(() => expect(second.keys).toEqual(['b', 'c']), soon);
  });

  test('stop while the function fails: the change comes again after the restart', async () => {
    const failing = receiver(() => ({ ok: false, error: { errorType: 'E', errorMessage: '' } }));
    const service = await feeding([mapping({ maximumRetryAttempts: -1 })], failing);
    await put('a');
    await vi.waitFor(() => expect(failing.keys).toContain('a'), soon);
    await service.stop();
    const second = receiver();
    await feeding([mapping()], second);
    await vi.waitFor(() => expect(second.keys).toEqual(['a']), soon);
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
    await vi.waitFor(() => expect(first.keys).toEqual(['a']), soon);
    await service.stop();
    const second = receiver();
    await feeding([mapping()], second);
    await vi.waitFor(() => expect(second.keys).toContain('poison'), soon);
    expect(second.keys).toEqual(['poison']);
  });

  test('LATEST: leaves out what was before the first start, not what came while stopped', async () => {
    // Records carry whole seconds, so the mapping is first seen at the beginning of the next one.
    const nextSecond = (Math.floor(Date.now() / 1_000) + 1) * 1_000;
    const clock = { ...systemClock, now: () => nextSecond };
    await put('old');
    const latest = mapping({ startingPosition: 'LATEST' });
    const first = receiver();
    const service = await feeding([latest], first, { clock });
    await vi.waitFor(() => expect(position()).toBe('1'), soon);
    await service.stop();
    expect(first.keys).toEqual([]);
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(nextSecond), soon);
    await put('new');
    const second = receiver();
    await feeding([latest], second);
    await vi.waitFor(() => expect(second.keys).toEqual(['new']), soon);
  });

  test('engine restart: reading goes on without loss', async () => {
    const lambda = receiver();
    await feeding([mapping()], lambda);
    await put('a');
    await vi.waitFor(() => expect(lambda.keys).toEqual(['a']), soon);
    process.kill(enginePid(), 'SIGKILL');
    await vi.waitFor(() => put('b'), soon);
    await vi.waitFor(() => expect(lambda.keys).toEqual(['a', 'b']), soon);
  });

  test('reset: the new table is read from its beginning', async () => {
    const lambda = receiver();
    const service = await feeding([mapping()], lambda);
    await put('a');
    await vi.waitFor(() => expect(lambda.keys).toEqual(['a']), soon);
    await service.stop();
    await system.dynamodb.reset();
    system.sdk = clientOf(system.dynamodb);
    const again = await feeding([mapping()], lambda, {
      dynamodbEndpoint: system.dynamodb.endpoint,
    });
    await again.reset?.();
    await put('b');
    await vi.waitFor(() => expect(lambda.keys).toEqual(['a', 'b']), soon);
  });
});

const position = (): unknown =>
  query('SELECT sequence_number FROM positions')[0]?.['sequence_number'];
