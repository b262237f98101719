import { rmSync, writeFileSync } from 'node:fs';
import pMap from 'p-map';
import { createUser } from '../create-user/create-user.ts';
import type { Services } from '../lib/services.ts';
import type { UserLine } from './check-lines.ts';
import { checkLines } from './check-lines.ts';
import { findEarlier, IMPORT_ACTOR } from './earlier-import.ts';
import { explain } from './errors.ts';
import type { Tally } from './import-tally.ts';
import { createTally } from './import-tally.ts';
import { readInputFile } from './input-file.ts';
import type { ImportFlags } from './options.ts';
import type { Terminal } from './terminal.ts';
import { createProgress, say } from './terminal.ts';

const CONCURRENCY = 25;
const SHOWN_REFUSALS = 10;

/**
 * Creates the users of a file. Every line is checked before the first user is created. What an
 * earlier run created is left as it is. Answers the exit code.
 */
export async function importUsers(
  services: Services,
  flags: ImportFlags,
  terminal: Terminal,
): Promise<number> {
  const { users, refusals } = checkLines(readInputFile(flags));
  const tally = createTally(refusals, CONCURRENCY);
  const progress = createProgress(terminal, users.length);
  const handle = async (line: UserLine) => {
    if (tally.isStopped()) return;
    await tally.count(line.line, () => handleLine(services, line, flags));
    progress.step();
  };
  await pMap(users, handle, { concurrency: CONCURRENCY });
  progress.stop();
  report(tally, flags, terminal);
  return tally.refusals.length === 0 ? 0 : 1;
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
    identity: { ...identity, invite: (person) => identity.invite(person, { silent: true }) },
  };
  const input = { ...line.user, clientRequestToken: line.token };
  const event = { field: 'createUser', arguments: { input }, actor: IMPORT_ACTOR };
  await createUser(invite ? services : silent, event);
  return 'created';
}

function report(tally: Tally, { file, dryRun }: ImportFlags, { out, err }: Terminal): void {
  const { created, there } = tally.counts;
  const { refusals } = tally;
  const lines = new Set(refusals.map(({ line }) => line)).size;
  const verb = dryRun ? 'would be created' : 'created';
  say(out, `${created} ${verb}, ${there} there before, ${lines} lines refused`);
  const path = `${file}.refused.jsonl`;
  if (refusals.length === 0) {
    rmSync(path, { force: true });
    return;
  }
  writeFileSync(path, refusals.map((refusal) => `${JSON.stringify(refusal)}\n`).join(''));
  for (const { line, rule, message } of refusals.slice(0, SHOWN_REFUSALS)) {
    say(err, `line ${line}: ${message} (${rule})`);
  }
  const more = refusals.length > SHOWN_REFUSALS ? `${refusals.length} reasons, all` : 'Reasons';
  say(err, `${more} in ${path}`);
  if (tally.isStopped()) {
    say(err, `Stopped early: ${explain(tally.lastError())}`);
    say(err, 'To go on, run the same again.');
  }
}
