import type { Writable } from 'node:stream';
import { SingleBar, Presets } from 'cli-progress';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

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
