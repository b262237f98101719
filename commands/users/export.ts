import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { EXPORTED_FIELDS } from '../../model/user-fields.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { jsonLine } from '../json.ts';
import { codeOf } from './errors.ts';
import { writeWhole } from './export-file.ts';
import { escapeFormula } from './formula.ts';
import { INTERRUPTED } from './interruption.ts';
import type { ExportFlags } from './options.ts';
import { readRecords } from './pages.ts';
import type { Target } from './target.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/**
 * Writes all users, as they are read, in order of creation. Answers the exit code.
 * @param signal breaks it off
 */
export async function exportUsers(
  target: Pick<Target, 'documents' | 'table'>,
  { format, out, force = false, bom = false }: ExportFlags,
  terminal: Terminal,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  let count = 0;
  const counted = async function* () {
    for await (const user of readRecords(target)) {
      count += 1;
      yield user;
    }
  };
  const rows = format === 'csv' ? toCsv(counted(), bom) : toJsonLines(counted());
  try {
    if (out === undefined) await writeOut(rows, terminal, signal);
    else await writeWhole(rows, out, { force, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    say(terminal.err, out === undefined ? 'Broken off.' : `Broken off: ${out} was not written.`);
    return INTERRUPTED;
  }
  say(terminal.err, `${count} users`);
  return 0;
}

function toCsv(users: AsyncIterable<UserRecord>, bom: boolean): Readable {
  const csv = stringify({
    header: true,
    columns: EXPORTED_FIELDS,
    bom,
    cast: { string: escapeFormula },
  });
  return Readable.from(users).compose(csv) as Readable;
}

function toJsonLines(users: AsyncIterable<UserRecord>): Readable {
  return Readable.from(users).map((user: UserRecord) => jsonLine(inOrder(user)));
}

const inOrder = (user: UserRecord) =>
  Object.fromEntries(EXPORTED_FIELDS.map((column) => [column, user[column]]));

/** A reader that has enough, such as head, is no failure. */
async function writeOut(rows: Readable, { out }: Terminal, signal: AbortSignal): Promise<void> {
  await pipeline(rows, out, { end: false, signal }).catch((error: unknown) => {
    if (!['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(codeOf(error))) throw error;
  });
}
