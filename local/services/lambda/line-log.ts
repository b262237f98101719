import type { Log } from '../../shared/log.ts';

/** Turns what a function prints into log entries, one a line. */
export interface LineLog {
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** Logs what has no line end yet. */
  flush(): void;
}

/**
 * Standard output becomes info, standard error a warning. Lines that are metrics are told and not logged.
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
    if (onlyCounts(line)) return;
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

/**
 * A line in CloudWatch's embedded metric format, which a function may write for each run; one that says of itself that
 * it is a warning, or worse, is more than a count.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
const onlyCounts = (line: string): boolean =>
  line.includes('"CloudWatchMetrics"') &&
  !/"level" ?: ?"(?:WARN|WARNING|ERROR|CRITICAL|FATAL)"/i.test(line);
