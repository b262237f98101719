import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Directory } from '../support/directory.ts';
import { bareShell } from '../support/users-command.ts';
import { event, person, startDirectory, TABLE, USER_POOL_ID } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

/** Runs the deployed handler in a process of its own, set up by environment as Lambda does. */
function startFunction(input: object): ChildProcess {
  return fork(new URL('../support/run-create-user.ts', import.meta.url), {
    execArgv: [],
    env: {
      ...bareShell(),
      EVENT: JSON.stringify(event('createUser', { input })),
      USERS_TABLE: TABLE,
      USER_POOL_ID,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: directory.tableProxy.url,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: directory.poolProxy.url,
    },
    silent: true,
  });
}

const answerOf = async (child: ChildProcess) => (await once(child, 'message'))[0] as unknown;

/** Kills the function at the moment it asks for `operation`, which is then not done. */
async function killAt(operation: string, input: object): Promise<void> {
  const reached = Promise.withResolvers<undefined>();
  const spoil = (asked: string) => {
    if (asked !== operation) return 'forward' as const;
    reached.resolve(undefined);
    return 'hang' as const;
  };
  directory.tableProxy.decide = spoil;
  directory.poolProxy.decide = spoil;
  const child = startFunction(input);
  await reached.promise;
  child.kill('SIGKILL');
  await once(child, 'exit');
  directory.mend();
}

test.each(['TransactWriteItems', 'AdminAddUserToGroup'])(
  'createUser: killed before %s, the repeat adopts the Cognito user',
  async (operation) => {
    const input = { ...person(), clientRequestToken: `killed-at-${operation}` };
    await killAt(operation, input);
    const orphan = await directory.cognito.find(input.email);
    expect(orphan).toBeDefined();
    expect(await directory.items.lock(input.email)).toBeUndefined();

    const answer = await answerOf(startFunction(input));
    const id = orphan?.attributes['sub'];
    expect(answer).toMatchObject({ data: { id, email: input.email, version: 1 } });
    expect(await directory.items.lock(input.email)).toBe(id);
    // And once more: now it is the repeat of a request that is done.
    expect(await answerOf(startFunction(input))).toEqual(answer);
  },
);

test('createUser: killed before Cognito, nothing is left and the repeat creates', async () => {
  const input = { ...person(), clientRequestToken: 'killed-early' };
  await killAt('AdminCreateUser', input);
  expect(await directory.cognito.find(input.email)).toBeUndefined();
  expect(await answerOf(startFunction(input))).toMatchObject({ data: { email: input.email } });
});
