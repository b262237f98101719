import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { profileKey } from '../../model/keys.ts';
import {
  ChangeBacklogDocument,
  DeleteUserDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { untilAllAgrees } from '../support/agreement.ts';
import { listen, untilAllIsHeard } from '../support/announcements.ts';
import { deadLetters } from '../support/dead-letters.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import type { Fate } from '../support/fault-proxy.ts';
import {
  startFaultSystem,
  type FaultSystem,
  type SpoiledFunction,
} from '../support/fault-system.ts';
import { createUserAs } from '../support/lives.ts';
import { FAULTS } from '../support/spoil.ts';
import { runUsers, spawnUsers } from '../support/users-command.ts';

// Faults that outlast the retries: the change ends in a bucket, and an operator does something.
const MINUTES = { timeout: 600_000 };

let system: FaultSystem;
let subscriber: Awaited<ReturnType<typeof listen>>;
let letters: ReturnType<typeof deadLetters>;
beforeAll(async () => {
  // With those of the template the pauses add up to hours.
  system = await startFaultSystem({ retries: 2 });
  subscriber = await listen(system.outputs, system.machine);
  letters = deadLetters(system.outputs);
});
afterEach(() => system.mend());
afterAll(async () => {
  await subscriber[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
});

/** Milliseconds; a command is a process of its own. */
const BETWEEN_COMMANDS = 1_000;

const users = (...args: string[]) => runUsers(system.outputs, ...args);

async function untilHealed() {
  const lives = await untilAllAgrees(system.outputs, system.hurry);
  await untilAllIsHeard(() => subscriber.heard, lives, system.hurry);
}

const rename = (id: string, firstName: string) =>
  system.machine.data(UpdateUserDocument, { input: { id, firstName } });

/** From now on all calls about this user fail, or only those of one operation. */
function failFor(name: SpoiledFunction, id: string, fate: Fate, only?: string): void {
  system.proxies[name].decide = (operation, input) =>
    operation === (only ?? operation) && JSON.stringify(input).includes(id) ? fate : 'forward';
}

const untilDead = (count: number) =>
  eventually(async () => {
    await system.hurry();
    const found = await letters.read();
    expect(found, found.map(({ payload }) => payload).join('\n')).toHaveLength(count);
    return found;
  });

const untilHeard = (id: string, version: number) =>
  eventually(() => expect(subscriber.heard).toContainEqual({ id, version }));

const backlog = async () => (await system.machine.data(ChangeBacklogDocument, {})).changeBacklog;

/** Somebody whom nothing befell and to whom everything was done. */
async function bystander() {
  const id = await createUserAs(system.machine);
  await rename(id, 'Unharmed');
  await untilHeard(id, 2);
  // Reconcile has nothing to say of them: Cognito knows the new name.
  await eventually(
    async () => expect((await users('reconcile')).out).not.toContain(id),
    BETWEEN_COMMANDS,
  );
}

test(
  'Cognito is down for one user: others are served; reconcile tells and mends it',
  MINUTES,
  async () => {
    const id = await createUserAs(system.machine);
    await untilHealed();
    failFor('sync-identity', id, 'reset');
    await rename(id, 'Behind');
    const [letter] = await untilDead(1);
    expect(letter).toMatchObject({
      requestContext: {
        functionArn: expect.stringContaining('syncidentity'),
        condition: 'RetryAttemptsExhausted',
      },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    await bystander();

    system.mend();
    const difference = `${id}\tdiffers in given_name\t--fix writes what the table says\n`;
    await eventually(
      async () => expect(await users('reconcile')).toMatchObject({ code: 1, out: difference }),
      BETWEEN_COMMANDS,
    );
    expect((await users('reconcile', '--fix')).out).toBe(
      `${id}\tdiffers in given_name\tCognito written\n`,
    );
    expect(await users('reconcile')).toMatchObject({ code: 0, out: '' });
    await untilHealed();
    expect((await users('replay')).code).toBe(0);
  },
);

test(
  'AppSync refuses one user: others are served; replay announces what it missed',
  MINUTES,
  async () => {
    const id = await createUserAs(system.machine);
    await untilHealed();
    failFor('publish-changes', id, FAULTS.appSyncIsDown, 'PublishUserChange');
    await rename(id, 'Unheard');
    const [letter] = await untilDead(1);
    expect(letter?.requestContext.functionArn).toContain('publishchanges');
    await bystander();
    expect(subscriber.heard).not.toContainEqual({ id, version: 2 });

    expect(await letters.alarming()).toBe(1);
    expect(await backlog()).toEqual({ waiting: 0, givenUp: 1 });
    expect(await spawnUsers(system.outputs, 'replay')).toMatchObject({
      code: 1,
      out: expect.stringContaining('\tfailed again\n'),
    });
    system.mend();
    expect(await letters.alarming()).toBe(1);
    expect(await users('replay')).toMatchObject({
      code: 0,
      out: expect.stringContaining('\tdone\n'),
      err: expect.stringContaining('1 failed batches, 1 done'),
    });
    expect(await letters.alarming()).toBe(0);
    expect(await backlog()).toEqual({ waiting: 0, givenUp: 0 });
    expect(await users('replay')).toMatchObject({ code: 0, out: '' });
    await untilHealed();
  },
);

test(
  'the table is down for the history: replay writes what it missed, userStats too',
  MINUTES,
  async () => {
    const id = await createUserAs(system.machine);
    await untilHealed();
    failFor('publish-changes', id, FAULTS.tableIsDown);
    await system.machine.data(UpdateUserDocument, { input: { id, role: 'ADMIN' } });
    await untilDead(1);
    system.mend();
    expect((await users('replay')).code).toBe(0);
    await untilHealed();
  },
);

test(
  'Cognito is down for one user who is deleted: reconcile ends the sign-in',
  MINUTES,
  async () => {
    const id = await createUserAs(system.machine);
    await untilHealed();
    failFor('sync-identity', id, FAULTS.cognitoIsDown);
    await system.machine.data(DeleteUserDocument, { id });
    await untilDead(1);
    system.mend();
    const difference = `${id}\tdeleted from the table, still in Cognito`;
    await eventually(
      async () =>
        expect(await users('reconcile')).toMatchObject({
          code: 1,
          out: `${difference}\t--fix removes it from Cognito\n`,
        }),
      BETWEEN_COMMANDS,
    );
    expect(await users('reconcile', '--fix')).toMatchObject({
      code: 0,
      out: `${difference}\tremoved from Cognito\n`,
    });
    await untilHealed();
    expect((await users('replay')).code).toBe(0);
  },
);

test('replay: tells nothing more of a user who has been deleted since', MINUTES, async () => {
  const id = await createUserAs(system.machine);
  await untilHealed();
  failFor('publish-changes', id, FAULTS.appSyncIsDown, 'PublishUserChange');
  await rename(id, 'Secret');
  await untilDead(1);
  system.mend();
  await system.machine.data(DeleteUserDocument, { id });
  await untilHeard(id, 3);
  expect((await users('replay')).code).toBe(0);
  // History and Cognito are as after any deletion.
  await untilAllAgrees(system.outputs);
  expect(subscriber.heard).not.toContainEqual({ id, version: 2 });
});

test(
  'a record that no reader can take: others are served; mended by hand, all agrees',
  MINUTES,
  async () => {
    const id = await createUserAs(system.machine);
    await untilAllAgrees(system.outputs);
    await setRole(id, 'KING', 2);
    const dead = await untilDead(2);
    expect(dead.map(({ requestContext }) => requestContext.functionArn).toSorted()).toEqual([
      expect.stringContaining('publishchanges'),
      expect.stringContaining('syncidentity'),
    ]);
    await letters.leave();
    const other = await createUserAs(system.machine);
    await untilHeard(other, 1);

    await setRole(id, 'MEMBER', 3);
    await untilHeard(id, 3);
    await untilAllAgrees(system.outputs);
  },
);

/** Past the API, as a script with a mistake does. */
async function setRole(id: string, role: string, version: number): Promise<void> {
  const { dynamodbEndpoint: endpoint, region, stacks } = system.outputs;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  await DynamoDBDocumentClient.from(client).send(
    new UpdateCommand({
      TableName: stacks['UserManager-dev']?.['UsersTableName'],
      Key: profileKey(id),
      UpdateExpression: 'SET #role = :role, version = :version, statusRole = :key',
      ExpressionAttributeNames: { '#role': 'role' },
      ExpressionAttributeValues: { ':role': role, ':version': version, ':key': `INVITED#${role}` },
    }),
  );
  client.destroy();
}
