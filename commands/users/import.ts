import { statSync } from 'node:fs';
import { pMapIterable } from 'p-map';
import { IMPORT_ACTOR } from '../../model/actors.ts';
import type { FieldProblem } from '../../model/errors.ts';
import { createUser } from '../../functions/create-user/create-user.ts';
import type { Services } from '../../functions/lib/services.ts';
import type { UserLine } from './check-lines.ts';
import { createLineCheck } from './check-lines.ts';
import { findEarlier } from './earlier-import.ts';
import { UsageError } from './errors.ts';
import { createReport } from './import-report.ts';
import { summarize } from './import-summary.ts';
import type { Tally } from './import-tally.ts';
import { createTally } from './import-tally.ts';
import type { FileFlags } from './input-file.ts';
import { readInputFile } from './input-file.ts';
import type { InputLine } from './input-line.ts';
import { INTERRUPTED, untilAborted } from './interruption.ts';
import type { ImportFlags } from './options.ts';
import type { Terminal } from './terminal.ts';
import { createProgress } from './progress.ts';
import { say } from './terminal.ts';

const CONCURRENCY = 25;

/**
 * Creates the users of a file. The file is read twice, bit by bit: the whole of it is checked before the
 * first user is created. What an earlier run created is left as it is. Answers the exit code.
 * @param signal ends it after the lines under way
 */
export async function importUsers(
  services: Services,
  flags: ImportFlags,
  terminal: Terminal,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  const isAborted = () => signal.aborted;
  const checkUnchanged = watch(flags.file);
  const total = await countUsers(flags, signal);
  if (isAborted()) {
    say(terminal.err, 'Broken off while the file was being checked. Nothing was imported.');
    return INTERRUPTED;
  }
  checkUnchanged();
  const report = createReport(flags.file, terminal);
  const tally = createTally(CONCURRENCY);
  const progress = createProgress(terminal, total);
  const create = async (line: UserLine) => {
    const problems = await tally.count(() => handleLine(services, line, flags));
    progress.step();
    return problems;
  };
  const outcomes = handleLines(flags, { create, tally, signal });
  for await (const { line, problems } of outcomes) {
    if (problems.length > 0) report.add(line, problems);
  }
  progress.stop();
  const { dryRun } = flags;
  summarize({ tally, report, total, dryRun, isInterrupted: isAborted() }, terminal);
  checkUnchanged();
  if (isAborted()) return INTERRUPTED;
  return report.counts.lines === 0 ? 0 : 1;
}

/** How many lines may be created. Throws UsageError when the file is not readable to its end. */
async function countUsers(flags: FileFlags, signal: AbortSignal): Promise<number> {
  const check = createLineCheck();
  let count = 0;
  for await (const line of untilAborted(readInputFile(flags), signal)) {
    if (!('problems' in check(line))) count += 1;
  }
  return count;
}

interface Work {
  readonly create: (line: UserLine) => Promise<readonly FieldProblem[]>;
  readonly tally: Tally;
  readonly signal: AbortSignal;
}

/** The lines in the order of the file, whichever is done first, each with what stands against it. */
function handleLines(flags: FileFlags, { create, tally, signal }: Work) {
  const check = createLineCheck();
  const handle = async (line: InputLine) => {
    const checked = check(line);
    if ('problems' in checked) return { line, problems: checked.problems };
    const isEnding = tally.isStopped() || signal.aborted;
    return { line, problems: isEnding ? [] : await create(checked) };
  };
  const lines = untilAborted(readInputFile(flags), signal);
  return pMapIterable(lines, handle, { concurrency: CONCURRENCY });
}

/** Answers a check that throws when the file is another than now. */
function watch(file: string): () => void {
  const look = () => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats && `${stats.mtimeMs} ${stats.size}`;
  };
  const before = look();
  return () => {
    if (look() === before) return;
    throw new UsageError(`${file} was changed during the import: run the same again.`);
  };
}

async function handleLine(
  services: Services,
  line: UserLine,
  { dryRun, invite }: ImportFlags,
): Promise<'created' | 'there'> {
  if (await findEarlier(services, line)) return 'there';
  if (dryRun) return 'created';
  const { identity } = services;
  const silent: Services = {
    ...services,
    identity: {
      ...identity,
      isSilent: true,
      invite: (person) => identity.invite(person, { silent: true }),
      inviteAgain: () => Promise.resolve(true),
    },
  };
  const input = { ...line.user, clientRequestToken: line.token };
  const event = { field: 'createUser', arguments: { input }, actor: IMPORT_ACTOR };
  await createUser(invite ? services : silent, event);
  return 'created';
}
