import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AwsError } from '../../../aws/index.ts';
import { pgliteCode } from './pglite.ts';
import type { Outcome, Step, ThreadAnswer, ThreadData, ThreadRequest } from './messages.ts';

/** So long an idle thread may take to end. */
const END_PATIENCE = 2_000; // 2 seconds

/** A Postgres that runs on a data directory, connected to one database. */
export interface Postgres {
  readonly database: string;
  /** Whether it is of no use any more. */
  readonly isBroken: boolean;
  /**
   * Runs statements one after another, up to the first that fails.
   * @throws AwsError DatabaseUnavailableException when Postgres itself breaks
   */
  run(steps: readonly Step[]): Promise<readonly Outcome[]>;
  /** Ends it as if its machine lost power: what was committed is there when it is opened again. */
  end(): Promise<void>;
}

/**
 * Starts Postgres in a thread of its own.
 * @throws AwsError DatabaseUnavailableException
 */
export async function openPostgres(data: Omit<ThreadData, 'code'>): Promise<Postgres> {
  const code = await pgliteCode();
  const thread = new Worker(new URL('./entry.mjs', import.meta.url), {
    name: 'postgres',
    workerData: { ...data, code } satisfies ThreadData,
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  // The gateway keeps the process alive, an idle database does not.
  thread.unref();
  const waiting = new Map<number, PromiseWithResolvers<readonly Outcome[]>>();
  const ready = Promise.withResolvers<undefined>();
  let isBroken = false;
  let last = 0;
  const fail = (reason: string): void => {
    isBroken = true;
    const error = ended(reason);
    ready.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  thread.on('message', (answer: ThreadAnswer) => {
    if ('ready' in answer) ready.resolve(undefined);
    else if ('broken' in answer) fail(answer.broken);
    else {
      waiting.get(answer.id)?.resolve(answer.outcomes);
      waiting.delete(answer.id);
    }
  });
  thread.on('error', (error) => fail(String(error)));
  thread.on('exit', () => fail('its thread came to an end'));
  const end = async (): Promise<void> => {
    // Terminated is only one that is at work: what is idle can take itself apart.
    const isIdle = !isBroken && waiting.size === 0;
    isBroken = true;
    if (isIdle) await endItself(thread);
    await thread.terminate();
  };
  await ready.promise.catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return {
    database: data.database,
    get isBroken() {
      return isBroken;
    },
    run(steps) {
      if (isBroken) return Promise.reject(ended('it is stopped'));
      const asked = Promise.withResolvers<readonly Outcome[]>();
      last += 1;
      waiting.set(last, asked);
      thread.postMessage({ id: last, steps } satisfies ThreadRequest);
      return asked.promise;
    },
    end,
  };
}

/** Until the thread has come to its end, or does not. */
async function endItself(thread: Worker): Promise<void> {
  const gone = once(thread, 'exit', { signal: AbortSignal.timeout(END_PATIENCE) });
  thread.ref();
  thread.postMessage({ end: true } satisfies ThreadRequest);
  await gone.catch(() => undefined);
}

const ended = (reason: string): AwsError =>
  new AwsError('DatabaseUnavailableException', `Postgres ended: ${reason}.`, 504);
