import { createWriteStream, renameSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { UserRecord } from '../lib/user.ts';
import type { ExportFlags } from './options.ts';
import { readRecords } from './pages.ts';
import type { Target } from './target.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** Every field of a record, in the order of the file. */
const COLUMNS = Object.keys({
  id: true,
  email: true,
  firstName: true,
  lastName: true,
  phone: true,
  role: true,
  status: true,
  attributes: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  createdBy: true,
  updatedBy: true,
  lastSignInAt: true,
} satisfies Record<keyof UserRecord, true>) as (keyof UserRecord)[];

/** Writes all users, as they are read, in order of creation. Answers the exit code. */
export async function exportUsers(
  target: Pick<Target, 'documents' | 'table'>,
  { format, out }: ExportFlags,
  terminal: Terminal,
): Promise<number> {
  let count = 0;
  const counted = async function* () {
    for await (const user of readRecords(target)) {
      count += 1;
      yield user;
    }
  };
  const rows = format === 'csv' ? toCsv(counted()) : toJsonLines(counted());
  if (out === undefined) await writeOut(rows, terminal);
  else await writeFile(rows, out);
  say(terminal.err, `${count} users`);
  return 0;
}

/** Texts that a spreadsheet would run as a formula get a ' in front; import takes it off again. */
function toCsv(users: AsyncIterable<UserRecord>): Readable {
  const csv = stringify({ header: true, columns: COLUMNS, escape_formulas: true });
  return Readable.from(users).compose(csv) as Readable;
}

function toJsonLines(users: AsyncIterable<UserRecord>): Readable {
  return Readable.from(users).map((user: UserRecord) => `${JSON.stringify(inOrder(user))}\n`);
}

const inOrder = (user: UserRecord) =>
  Object.fromEntries(COLUMNS.map((column) => [column, user[column]]));

/** A reader that has enough, such as head, is no failure. */
async function writeOut(rows: Readable, { out }: Terminal): Promise<void> {
  await pipeline(rows, out, { end: false }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** For its owner's eyes, and under its name only when it is whole. */
async function writeFile(rows: Readable, file: string): Promise<void> {
  const part = `${file}.part`;
  await pipeline(rows, createWriteStream(part, { mode: 0o600 }));
  renameSync(part, file);
}
