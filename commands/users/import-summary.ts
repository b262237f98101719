import { explain } from './errors.ts';
import type { Report } from './import-report.ts';
import type { Tally } from './import-tally.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

interface Outcome {
  readonly tally: Tally;
  readonly report: Report;
  /** How many lines of the file may be created. */
  readonly total: number;
  readonly dryRun: boolean;
  readonly isInterrupted: boolean;
}

/** Tells what became of the lines. */
export function summarize(
  { tally, report, total, dryRun, isInterrupted }: Outcome,
  { out, err }: Terminal,
): void {
  const { created, there } = tally.counts;
  const verb = dryRun ? 'would be created' : 'created';
  say(out, `${created} ${verb}, ${there} there before, ${report.counts.lines} lines refused`);
  report.finish();
  const left = total - tally.tried();
  if (tally.isStopped()) say(err, `Stopped early: ${explain(tally.lastError())}`);
  if (isInterrupted) say(err, 'Broken off.');
  if (!tally.isStopped() && !isInterrupted) return;
  say(err, `${left} lines were not tried. To go on, run the same again.`);
}
