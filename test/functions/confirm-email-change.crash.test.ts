import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { UserRecord } from '../../functions/lib/user.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import type { Directory } from '../support/directory.ts';
import { bareShell } from '../support/users-command.ts';
import { event, person, startDirectory, TABLE } from '../support/directory.ts';
import { changesOfFunctions } from '../support/email-change.ts';
import type { Fate } from '../support/fault-proxy.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

/** Runs the deployed handler in a process of its own, set up by environment as Lambda does. */
function startFunction({ id, role }: UserRecord, code: string): ChildProcess {
  return fork(new URL('../support/run-confirm-email-change.ts', import.meta.url), {
    execArgv: [],
    env: {
      ...bareShell(),
      EVENT: JSON.stringify(event('confirmEmailChange', { code }, { id, kind: 'user', role })),
      USERS_TABLE: TABLE,
      MAIL_FROM: 'directory@example.com',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: directory.tableProxy.url,
      AWS_ENDPOINT_URL_SESV2: directory.mailProxy.url,
    },
    silent: true,
  });
}

const answerOf = async (child: ChildProcess) => (await once(child, 'message'))[0] as unknown;

/** Somebody whose confirmation is killed when its transaction has met this fate. */
async function killedWith(fate: Fate) {
  // The process has the real time.
  directory.clock.advance(Date.now() - directory.clock.now());
  const user = await directory.create();
  const { email } = person();
  const code = await changesOfFunctions(directory).requestCode(user, email);
  const silence = new Promise<void>((resolve) => {
    directory.tableProxy.onSilence = resolve;
  });
  directory.tableProxy.decide = (operation) =>
    operation === 'TransactWriteItems' ? fate : 'forward';
  const child = startFunction(user, code);
  const answered = answerOf(child).then((answer) => {
    throw new Error(`not killed in time: ${JSON.stringify(answer)}`);
  });
  await Promise.race([silence, answered]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  directory.mend();
  return { user, email, code };
}

const syncAll = async () => {
  const Records = await directory.stream();
  expect(await syncIdentity(directory.services, { Records })).toEqual({ batchItemFailures: [] });
};

test('confirmEmailChange: killed before the transaction, nothing has changed and the code is good', async () => {
  const { user, email, code } = await killedWith('hang');
  expect(await directory.items.profile(user.id)).toMatchObject(user);
  expect(await directory.items.lock(user.email)).toBe(user.id);
  expect(await directory.items.lock(email)).toBeUndefined();

  const answer = await answerOf(startFunction(user, code));
  expect(answer).toMatchObject({ data: { id: user.id, email, version: 2 } });
  expect(directory.mailsTo(user.email)).toHaveLength(1);
});

test('confirmEmailChange: killed after the transaction, all is done and the repeat says so', async () => {
  const { user, email, code } = await killedWith('takeAndHang');
  expect(await directory.items.lock(email)).toBe(user.id);
  expect(await directory.items.lock(user.email)).toBeUndefined();
  await syncAll();
  expect(await directory.cognito.find(user.id)).toMatchObject({
    attributes: { email, email_verified: 'true' },
  });

  const answer = await answerOf(startFunction(user, code));
  expect(answer).toMatchObject({ data: { id: user.id, email, version: 2 } });
  // The price of the crash.
  expect(directory.mailsTo(user.email)).toEqual([]);
});
