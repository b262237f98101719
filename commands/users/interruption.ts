import type { Writable } from 'node:stream';
import { say } from './terminal.ts';

/** The exit code of a command that was broken off, as shells have it for Ctrl-C. */
export const INTERRUPTED = 130;

/** The values until the signal; the one that has come by then is handed over no more. */
export async function* untilAborted<T>(
  values: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  for await (const value of values) {
    if (signal.aborted) return;
    yield value;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** Run by npm, a program gets one Ctrl-C from the terminal and another from npm. */
const SAME_KEY_MS = 1000;

/**
 * Runs what can come to an orderly end: the signal is aborted by the first Ctrl-C. The next one ends the
 * program.
 */
export async function interruptible<T>(
  err: Writable,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let first = 0;
  const handle = () => {
    if (!controller.signal.aborted) {
      first = performance.now();
      say(err, 'Breaking off. What is under way is finished; Ctrl-C again ends at once.');
      controller.abort();
    } else if (performance.now() - first > SAME_KEY_MS) {
      process.exit(INTERRUPTED);
    }
  };
  for (const name of SIGNALS) process.on(name, handle);
  try {
    return await run(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, handle);
  }
}
