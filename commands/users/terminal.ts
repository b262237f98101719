import type { Writable } from 'node:stream';
import { SingleBar, Presets } from 'cli-progress';
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
export function createTerminalLog(err: Writable = process.stderr): Log {
  const write = (message: string, details: Readonly<Record<string, unknown>> = {}) =>
    say(err, `${message} ${JSON.stringify(details)}`);
  return { info: () => undefined, warn: write, error: write };
}

interface Progress {
  step(): void;
  stop(): void;
}

/** A bar on a terminal, else a line for every tenth of the way. */
export function createProgress({ err }: Terminal, total: number): Progress {
  if (err.isTTY !== true) return createLines(err, total);
  const bar = new SingleBar(
    {
      stream: err,
      format: '{bar} {value}/{total} | {eta_formatted} left',
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}

function createLines(err: Writable, total: number): Progress {
  let done = 0;
  return {
    step() {
      done += 1;
      const tenth = Math.floor((done * 10) / total);
      if (tenth > Math.floor(((done - 1) * 10) / total)) say(err, `${done} of ${total}`);
    },
    stop: () => undefined,
  };
}
