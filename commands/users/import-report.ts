import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import type { FieldProblem } from '../../model/errors.ts';
import { jsonLine } from '../json.ts';
import { explain, UsageError } from './errors.ts';
import type { InputLine } from './input-line.ts';
import { withReason, REASON_COLUMN } from './refused-row.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

const SHOWN = 10;
/** A file system may keep times by the second or two. */
const SAME_TIME_MS = 2000;

/** Where the refused lines of one import are written down. */
export type Report = ReturnType<typeof createReport>;

/** Where the refused lines of a file are told of: why, and the rows themselves to mend and import. */
export const reportFiles = (file: string) => ({
  reasons: `${file}.refused.jsonl`,
  rows: `${file}.refused-rows.${/\.(?:jsonl|ndjson)$/iu.test(file) ? 'jsonl' : 'csv'}`,
});

/**
 * Writes down refused lines as they come. Removes what an earlier import wrote, unless somebody has been
 * mending it since (UsageError). When the files cannot be written, the terminal gets all reasons.
 */
export function createReport(file: string, { err }: Terminal) {
  const paths = reportFiles(file);
  checkUnmended(paths);
  const reasons = createOutput(paths.reasons);
  const rows = createOutput(paths.rows);
  const shown: string[] = [];
  const counts = { lines: 0, reasons: 0 };
  let failure = attempt(() => {
    for (const path of Object.values(paths)) rmSync(path, { force: true });
  });

  function write(line: InputLine, problems: readonly FieldProblem[]): void {
    const text = problems.map((problem) => ({ line: line.line, ...problem, text: line.text }));
    reasons.write(text.map(jsonLine).join(''));
    const why = problems.map(({ message }) => message).join(' ');
    if (counts.lines === 0) rows.write(headingOf(line));
    rows.write(`${line.heading ? withReason(line.text, why, line.heading) : line.text}\n`);
  }

  return {
    counts,
    add(line: InputLine, problems: readonly FieldProblem[]): void {
      const told = problems.map(({ rule, message }) => `line ${line.line}: ${message} (${rule})`);
      failure ??= attempt(() => write(line, problems));
      if (failure === null) shown.push(...told.slice(0, Math.max(0, SHOWN - shown.length)));
      else for (const reason of [...shown.splice(0), ...told]) say(err, reason);
      counts.lines += 1;
      counts.reasons += problems.length;
    },
    /** Tells of the first reasons and where all are. */
    finish(): void {
      for (const output of [reasons, rows]) output.close();
      if (counts.lines === 0) return;
      for (const reason of shown) say(err, reason);
      if (failure !== null) {
        say(err, `${paths.reasons} could not be written to its end: ${explain(failure)}`);
        return;
      }
      const more = counts.reasons > SHOWN ? `${counts.reasons} reasons, all` : 'Reasons';
      say(err, `${more} in ${paths.reasons}`);
      say(err, `The rows are in ${paths.rows}: mend them there and import that file.`);
    },
  };
}

/** The error of what cannot be done; null when it is done. */
function attempt(act: () => void): Error | null {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A spreadsheet knows by the mark that the file is UTF-8. */
const headingOf = ({ heading }: InputLine) =>
  heading ? `\uFEFF${heading.sepLine}${withReason(heading.text, REASON_COLUMN, heading)}\n` : '';

/** Both files are written together, so that rows of later were touched by a person. */
function checkUnmended({ reasons, rows }: ReturnType<typeof reportFiles>): void {
  const [written, touched] = [reasons, rows].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs,
  );
  if (touched === undefined || touched - (written ?? 0) <= SAME_TIME_MS) return;
  throw new UsageError(
    `${rows} was edited since it was written: import that file, or move it away. Nothing was imported.`,
  );
}

/** A file that is there when something was written, for its owner's eyes. */
function createOutput(path: string) {
  let fd: number | null = null;
  return {
    write(text: string) {
      if (text === '') return;
      fd ??= openSync(path, 'w', 0o600);
      writeSync(fd, text);
    },
    close() {
      if (fd !== null) closeSync(fd);
    },
  };
}
