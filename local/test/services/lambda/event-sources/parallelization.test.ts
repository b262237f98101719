import { describe, expect, test } from 'vitest';
import type { InvokeResult } from '../../../../services/lambda/index.ts';
import { eventually } from '../../../../testing/eventually.ts';
import { feeding, mapping, put, query, systemOfEachTest } from './harness.ts';

systemOfEachTest();

const DONE: InvokeResult = { ok: true, payload: null };
const OTHERS = Array.from({ length: 20 }, (_, index) => `k${index}`);

/** A function that holds every call with `held` until it is let go. */
function gate() {
  const released = Promise.withResolvers<null>();
  const calls: string[] = [];
  let running = 0;
  return {
    calls,
    most: 0,
    release: () => released.resolve(null),
    async invoke(_name: string, event: unknown): Promise<InvokeResult> {
      running += 1;
      this.most = Math.max(this.most, running);
      const names = (event as StreamEvent).Records.map(({ dynamodb: { NewImage } }) =>
        [NewImage.pk.S, NewImage.n?.N].filter(Boolean).join(' '),
      );
      calls.push(...names);
      if (names.includes('held 1')) await released.promise;
      running -= 1;
      return DONE;
    },
  };
}

interface StreamEvent {
  readonly Records: readonly {
    readonly dynamodb: {
      readonly NewImage: {
        readonly pk: { readonly S: string };
        readonly n?: { readonly N: string };
      };
    };
  }[];
}

const position = (): unknown => query('SELECT sequence_number FROM positions')[0]?.sequence_number;

describe('ParallelizationFactor', () => {
  test('items side by side: one that takes long holds up only its own and those of its lane', async () => {
    const lambda = gate();
    await put('held', { n: { N: '1' } });
    await put('held', { n: { N: '2' } });
    for (const key of OTHERS) await put(key);
    await feeding([mapping({ batchSize: 1, parallelizationFactor: 4 })], lambda);
    await eventually(() => expect(lambda.calls.length).toBeGreaterThan(10));
    expect(lambda.calls).toContain('held 1');
    expect(lambda.calls).not.toContain('held 2');
    // What is not done, and all behind it, would come again after a restart.
    expect(position()).toBeUndefined();
    lambda.release();
    await eventually(() => expect(lambda.calls).toHaveLength(22));
    expect(lambda.calls.toSorted()).toEqual(['held 1', 'held 2', ...OTHERS].toSorted());
    await eventually(() => expect(position()).toBe('22'));
    expect(lambda.most).toBeLessThanOrEqual(4);
  });

  test('1, the default: the whole shard waits', async () => {
    const lambda = gate();
    await put('held', { n: { N: '1' } });
    await put('other');
    await feeding([mapping({ batchSize: 1 })], lambda);
    await eventually(() => expect(lambda.calls).toEqual(['held 1']));
    lambda.release();
    await eventually(() => expect(lambda.calls).toEqual(['held 1', 'other']));
    expect(lambda.most).toBe(1);
  });

  test('stop while lanes are at work: what was not done comes again', async () => {
    const lambda = gate();
    await put('held', { n: { N: '1' } });
    for (const key of OTHERS) await put(key);
    const several = mapping({ batchSize: 1, parallelizationFactor: 4 });
    const service = await feeding([several], lambda);
    await eventually(() => expect(lambda.calls.length).toBeGreaterThan(10));
    await service.stop();
    const second = gate();
    second.release();
    await feeding([several], second);
    await eventually(() => expect(new Set(second.calls)).toEqual(new Set(['held 1', ...OTHERS])));
  });
});
