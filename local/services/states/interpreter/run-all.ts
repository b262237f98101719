import type { Scope } from './scope.ts';

interface RunAllOptions {
  readonly scope: Pick<Scope, 'signal'>;
  /** How many run at once. @default - all */
  readonly atOnce?: number;
}

/** Does work for each; the first that fails ends the others, and is what it fails with. */
export async function runAll<T>(
  all: readonly T[],
  { scope, atOnce = all.length }: RunAllOptions,
  work: (one: T, signal: AbortSignal, index: number) => Promise<unknown>,
): Promise<readonly unknown[]> {
  const failed = new AbortController();
  const signal = AbortSignal.any([scope.signal, failed.signal]);
  const outputs: unknown[] = Array.from(all, () => null);
  const left = all.entries();
  const runLeft = async (): Promise<void> => {
    for (const [index, one] of left) {
      signal.throwIfAborted();
      outputs[index] = await work(one, signal, index);
    }
  };
  const running = Array.from({ length: Math.min(atOnce, all.length) }, runLeft);
  try {
    await Promise.all(running);
    return outputs;
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(running);
    throw error;
  }
}
