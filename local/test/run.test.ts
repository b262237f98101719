import { describe, expect, test } from 'vitest';
import type { FinishedStep } from '../options.ts';
import { createRun } from '../run.ts';
import type { Service } from '../shared/service.ts';

function recorder() {
  const calls: string[] = [];
  const service = (name: string, failing?: 'start' | 'stop'): Service => {
    const record = (what: string) => () => {
      calls.push(`${what} ${name}`);
      return what === failing ? Promise.reject(new Error(`${what} ${name}`)) : Promise.resolve();
    };
    return { name, start: record('start'), stop: record('stop'), reset: record('reset') };
  };
  return { calls, service };
}

describe('run', () => {
  test('stop: stops in reverse order what was started', async () => {
    const { calls, service } = recorder();
    const run = createRun(() => {});
    await run.start(() => service('a'));
    await run.start(() => service('b'));
    await expect(run.start(() => service('c', 'start'))).rejects.toThrow('start c');
    await run.stop();
    expect(calls).toEqual(['start a', 'start b', 'start c', 'stop b', 'stop a']);
    await run.stop();
    expect(calls).toHaveLength(5); // nothing is stopped twice
  });

  test('within: stops alone and begins again in the same place', async () => {
    const { calls, service } = recorder();
    const run = createRun(() => {});
    await run.start(() => service('a'));
    const inner = run.within(() => {});
    await run.start(() => service('c'));
    await inner.start(() => service('b1'));
    await inner.stop();
    await inner.start(() => service('b2'));
    calls.length = 0;
    await run.reset();
    await run.stop();
    expect(calls).toEqual(['reset a', 'reset b2', 'reset c', 'stop c', 'stop b2', 'stop a']);
  });

  test('stop: goes on when a service fails, and tells at the end', async () => {
    const { calls, service } = recorder();
    const run = createRun(() => {});
    await run.start(() => service('a'));
    await run.start(() => service('b', 'stop'));
    await expect(run.stop()).rejects.toMatchObject({
      errors: [expect.objectContaining({ message: 'stop b' })],
    });
    expect(calls.at(-1)).toBe('stop a');
  });

  test('reset: resets in the order of the start', async () => {
    const { calls, service } = recorder();
    const run = createRun(() => {});
    await run.start(() => service('a'));
    await run.start(() => service('b'));
    await run.reset();
    expect(calls.slice(2)).toEqual(['reset a', 'reset b']);
  });

  test('whilePaused: pauses the last first, and resumes only what was paused when one fails', async () => {
    const calls: string[] = [];
    const service = (name: string, isFailing = false): Service => {
      const record = (what: string) => () => {
        calls.push(`${what} ${name}`);
        return isFailing ? Promise.reject(new Error(`${what} ${name}`)) : Promise.resolve();
      };
      const nothing = () => Promise.resolve();
      return {
        name,
        start: nothing,
        stop: nothing,
        pause: record('pause'),
        resume: record('resume'),
      };
    };
    const run = createRun(() => {});
    for (const name of ['a', 'b']) await run.start(() => service(name));
    expect(await run.whilePaused(() => Promise.resolve(calls.push('work')))).toBe(3);
    expect(calls.splice(0)).toEqual(['pause b', 'pause a', 'work', 'resume a', 'resume b']);
    await run.start(() => service('c', true));
    await run.start(() => service('d'));
    await expect(run.whilePaused(() => Promise.resolve(calls.push('work')))).rejects.toThrow(
      'pause c',
    );
    expect(calls).toEqual(['pause d', 'pause c', 'resume d']);
  });

  test('step: is reported with its time and detail when done', async () => {
    const steps: FinishedStep[] = [];
    const run = createRun((step) => steps.push(step));
    const made = await run.step(
      'count',
      () => 3,
      (count) => `${count} things`,
    );
    await run.step('plain', () => null);
    expect(made).toBe(3);
    expect(steps).toEqual([
      { name: 'count', duration: expect.any(Number), detail: '3 things' },
      { name: 'plain', duration: expect.any(Number) },
    ]);
    expect(steps[0]?.duration).toBeGreaterThanOrEqual(0);
  });
});
