import type { Log } from '../../shared/log.ts';

/** Turns what a function prints into log entries, one a line. */
export interface LineLog {
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** Logs what has no line end yet. */
  flush(): void;
}

/**
 * Standard output becomes info, standard error a warning.
 * @param told of each line besides
 * @param shown how a line is shown
 */
export function createLineLog(
  source: string,
  log: Log,
  told: LineLog['write'] = () => {},
  shown: (line: string) => string = (line) => line,
): LineLog {
  const rest = { stdout: '', stderr: '' };
  const say = (stream: 'stdout' | 'stderr', written: string): void => {
    if (written === '') return;
    const line = shown(written);
    told(stream, line);
    log[stream === 'stdout' ? 'info' : 'warn'](source, line);
  };
  return {
    write(stream, text) {
      const lines = (rest[stream] + text).split('\n');
      rest[stream] = lines.pop() ?? '';
      for (const line of lines) say(stream, line);
    },
    flush() {
      for (const stream of ['stdout', 'stderr'] as const) {
        say(stream, rest[stream]);
        rest[stream] = '';
      }
    },
  };
}
