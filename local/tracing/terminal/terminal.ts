import { describeRecord, summaryOf } from '../describe.ts';
import type { RawRecord } from '../record.ts';
import type { Tracer } from '../tracer.ts';
import { appsyncLog } from './appsync-log.ts';
import { createLineWriter, type LineOptions } from './lines.ts';
import { withoutPersonal } from './masking.ts';

/** What the terminal is told. */
export interface TerminalOptions extends LineOptions {
  /** `requests`: those, and all that fails. `debug`: everything, with AppSync's own log. `json`: an object a line. */
  readonly mode: 'requests' | 'debug' | 'json';
  readonly write: (line: string) => void;
}

/** Lines of successes a second; of more, only the number is told. */
const A_SECOND = 50;

/** Prints a line for each thing that comes to its end. */
export function printTraces(tracer: Tracer, options: TerminalOptions): void {
  const { mode, write, showsValues } = options;
  const line = createLineWriter(options);
  const rate = createRate(write, () => tracer.thinned, options);
  tracer.listen((record) => {
    if (!isTold(record, mode) || !rate.admits(record.outcome === 'succeeded')) return;
    if (mode === 'json') {
      write(`${JSON.stringify(jsonLine(record, tracer, showsValues))}\n`);
      return;
    }
    write(`${line(summaryOf(record, tracer))}\n`);
    if (mode === 'debug') writeDetails(record, tracer, options);
  });
}

/** Requests and starts of subscriptions always; what goes on behind them, when somebody should look. */
function isTold({ kind, outcome, isNotable }: RawRecord, mode: TerminalOptions['mode']): boolean {
  if (mode !== 'requests') return true;
  return kind === 'request' || kind === 'subscription' || outcome !== 'succeeded' || isNotable;
}

function writeDetails(
  record: RawRecord,
  tracer: Tracer,
  { write, showsValues }: TerminalOptions,
): void {
  const { api } = record;
  if (api === null) return;
  for (const text of appsyncLog(describeRecord(record, tracer), api, showsValues)) {
    write(`    ${text}\n`);
  }
}

function jsonLine(record: RawRecord, tracer: Tracer, showsValues: boolean): unknown {
  const { at, error, caller, hints, ...rest } = summaryOf(record, tracer);
  const shown = (text: string): string => (showsValues ? text : withoutPersonal(text));
  return {
    time: new Date(at).toISOString(),
    level: rest.outcome === 'succeeded' ? 'info' : 'error',
    ...rest,
    caller: caller === null ? null : shown(caller),
    error: error && { ...error, message: shown(error.message) },
    hints: hints.map((hint) => ({ ...hint, text: shown(hint.text) })),
  };
}

/** Under load, lines would be most of the work, and nobody reads them. */
function createRate(
  write: (line: string) => void,
  thinned: () => number,
  { mode }: TerminalOptions,
): { admits(isSuccess: boolean): boolean } {
  let second = 0;
  let written = 0;
  let left = 0;
  let before = thinned();
  const tell = (): void => {
    const more = left + thinned() - before;
    before = thinned();
    left = 0;
    if (more === 0) return;
    write(mode === 'json' ? `${JSON.stringify({ level: 'info', more })}\n` : `… ${more} more\n`);
  };
  return {
    admits(isSuccess) {
      const now = Math.floor(performance.now() / 1_000);
      if (now !== second) {
        tell();
        second = now;
        written = 0;
      }
      written += 1;
      if (written <= A_SECOND || !isSuccess) return true;
      left += 1;
      return false;
    },
  };
}
