import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { FieldProblem } from '../../model/errors.ts';
import { historyKey, lockKey, profileKey } from '../../model/keys.ts';
import { readChanges } from '../../functions/lib/stream-batch.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { createCounts } from '../../functions/publish-changes/counts.ts';
import type { UserLine } from '../../commands/users/check-lines.ts';
import { createLineCheck } from '../../commands/users/check-lines.ts';
import { readInputFile } from '../../commands/users/input-file.ts';
import type { ImportFlags } from '../../commands/users/options.ts';
import { runUsers as usersCommand } from '../../commands/users/run-users.ts';
import type { Target } from '../../commands/users/target.ts';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import type { Directory } from './directory.ts';
import { CREDENTIALS, TABLE, USER_POOL_ID } from './directory.ts';

/** A terminal that keeps what is written. */
export function keepingTerminal() {
  const keep = (chunks: string[]) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk.toString());
        done();
      },
    });
  const out: string[] = [];
  const err: string[] = [];
  return { out: keep(out), err: keep(err), said: () => out.join(''), remarked: () => err.join('') };
}

/** Writes a file into a folder of its own. */
export function temporaryFile(name: string, content: string | Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), 'users-')), name);
  writeFileSync(file, content);
  return file;
}

const MAIN = fileURLToPath(new URL('../../commands/users/main.ts', import.meta.url));

/** A shell that knows nothing of AWS. Node keeps what it compiled: half the time of a start. */
export const bareShell = () => ({
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: getCompileCacheDir(),
});

/** `npm run users` on the machine of a running system, without the start of a process. */
export async function runUsers(system: LocalOutputs, ...args: string[]) {
  const outputs = temporaryFile('outputs.json', JSON.stringify(system));
  const terminal = keepingTerminal();
  const code = await usersCommand([...args, '--outputs', outputs], {}, terminal);
  return { code, out: terminal.said(), err: terminal.remarked() };
}

/** As `npm run users` on the machine of a running system: the shell knows nothing of AWS. */
export function spawnUsers(system: LocalOutputs, ...args: string[]) {
  const outputs = temporaryFile('outputs.json', JSON.stringify(system));
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, ...args, '--outputs', outputs],
      { env: bareShell(), maxBuffer: 2 ** 24 },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

export const importFlags = (file: string, over: Partial<ImportFlags> = {}): ImportFlags => ({
  file,
  dryRun: false,
  invite: false,
  ignore: [],
  ...over,
});

/** What import finds in a file before it asks the directory. */
export async function checkFile(file: string, over: Partial<ImportFlags> = {}) {
  const check = createLineCheck();
  const users: UserLine[] = [];
  const refusals: ({ readonly line: number; readonly text: string } & FieldProblem)[] = [];
  for await (const input of readInputFile(importFlags(file, over))) {
    const { line, text } = input;
    const checked = check(input);
    if ('user' in checked) users.push(checked);
    else refusals.push(...checked.problems.map((problem) => ({ line, text, ...problem })));
  }
  return { users, refusals };
}

/** A test's directory as the command works on it. */
export function targetOf({ services, documents, tableProxy, poolProxy }: Directory): Target {
  const settings = { region: 'us-east-1', credentials: CREDENTIALS };
  return {
    services,
    documents,
    table: TABLE,
    userPoolId: USER_POOL_ID,
    description: 'a test',
    failed: null,
    cognito: new CognitoIdentityProviderClient({ ...settings, endpoint: poolProxy.url }),
    config: { ...settings, endpoint: tableProxy.url },
  };
}

/** As publish-changes does: userStats tells of all changes so far. */
export async function countUsers({ documents, clock, stream }: Directory): Promise<void> {
  await createCounts(documents, TABLE, clock).take(readChanges(await stream()));
}

/** As deleteUser and publish-changes leave the table; sync-identity has not heard of it. */
export async function removeRecord({ documents }: Directory, user: UserRecord): Promise<void> {
  const remove = (Key: Record<string, string>) =>
    documents.send(new DeleteCommand({ TableName: TABLE, Key }));
  await remove(profileKey(user.id));
  await remove(lockKey(user.email));
  const tombstone = { ...historyKey(user.id, user.version + 1), type: 'DELETED' };
  await documents.send(new PutCommand({ TableName: TABLE, Item: tombstone }));
}
