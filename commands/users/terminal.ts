import type { Writable } from 'node:stream';
import type { Log } from '../../functions/lib/logger.ts';

/** Where a command writes. */
export interface Terminal {
  /** What the command is asked for. */
  readonly out: Writable;
  /** Progress and remarks. */
  readonly err: Writable & { readonly isTTY?: boolean };
}

/** Writes one line. */
export const say = (stream: Writable, line: string) => void stream.write(`${line}\n`);

/** What the business logic warns of; ids only, as in a function's log. */
export function createTerminalLog(err: Writable): Log {
  const write = (message: string, details: Readonly<Record<string, unknown>> = {}) =>
    say(err, `${message} ${JSON.stringify(details)}`);
  return { info: () => undefined, warn: write, error: write };
}
