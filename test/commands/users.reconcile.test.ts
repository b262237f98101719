import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ADMINS_KEY, historyKey, profileKey, signInKey } from '../../model/keys.ts';
import { revokeInvitation } from '../../functions/revoke-invitation/revoke-invitation.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import { readPool } from '../../commands/users/pages.ts';
import { reconcile } from '../../commands/users/reconcile.ts';
import type { Target } from '../../commands/users/target.ts';
import type { Directory } from '../support/directory.ts';
import { event, person, startDirectory, TABLE, USER_POOL_ID } from '../support/directory.ts';
import { countUsers, keepingTerminal, removeRecord, targetOf } from '../support/users-command.ts';

// Everybody is compared, so each test has a directory of its own. Its stream is only counted: what
// changes in the table stays unknown to Cognito.
let directory: Directory;
let target: Target;
beforeEach(async () => {
  directory = await startDirectory();
  target = targetOf(directory);
});
afterEach(async () => {
  target.cognito.destroy();
  await directory[Symbol.asyncDispose]();
});

async function run(flags: { fix?: boolean; adopt?: boolean; recreate?: boolean } = {}) {
  await countUsers(directory);
  const terminal = keepingTerminal();
  const code = await reconcile(target, { fix: false, adopt: false, ...flags }, terminal);
  const lines = terminal.said().split('\n').filter(Boolean);
  return { code, differences: lines.map((line) => line.split('\t').slice(0, 2)), said: lines };
}

const update = (id: string, input: object) =>
  updateUser(directory.services, event('updateUser', { input: { id, ...input } }));

/** A Cognito user made past the directory. */
async function createInCognito(attributes: Record<string, string>, password?: string) {
  const { email = person().email } = attributes;
  const all = { email, email_verified: 'true', ...attributes };
  const { User } = await target.cognito.send(
    new AdminCreateUserCommand({
      UserPoolId: USER_POOL_ID,
      Username: email,
      MessageAction: 'SUPPRESS',
      UserAttributes: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
  if (password !== undefined) {
    await target.cognito.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: USER_POOL_ID,
        Username: email,
        Password: password,
        Permanent: true,
      }),
    );
  }
  return User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

test('reconcile: finds nothing when both agree, over several pages of the pool', async () => {
  for (let count = 0; count < 61; count += 1) await directory.create();
  const seen = new Set<string>();
  for await (const user of readPool(target)) seen.add(user.sub);
  expect(seen.size).toBe(61);
  expect(await run()).toEqual({ code: 0, differences: [], said: [] });
});

test('reconcile: names the fields that differ and no values; with fix it brings Cognito to the table', async () => {
  const moved = await directory.create({ phone: '+12065550100' });
  const email = person().email;
  await update(moved.id, { email, firstName: 'New', phone: null, role: 'ADMIN' });
  const suspended = await directory.create();
  await suspendUser(directory.services, event('suspendUser', { id: suspended.id }));
  await directory.create();

  const found = await run();
  expect(found.code).toBe(1);
  // Both were created at one moment, so that the order of their ids decides.
  expect(found.differences.toSorted()).toEqual(
    [
      [moved.id, 'differs in phone_number, email, given_name, email_verified, role'],
      [suspended.id, 'differs in enabled'],
    ].toSorted(),
  );
  expect(found.said.join()).not.toContain(email);
  expect(await directory.cognito.find(moved.id)).toMatchObject({ groups: ['MEMBER'] });

  expect(await run({ fix: true })).toMatchObject({ code: 0, differences: found.differences });
  expect(await directory.cognito.find(moved.id)).toMatchObject({
    groups: ['ADMIN'],
    attributes: { email, given_name: 'New', email_verified: 'true' },
  });
  expect(await directory.cognito.find(suspended.id)).toMatchObject({ enabled: false });
  expect(await run()).toMatchObject({ code: 0, differences: [] });
});

test('reconcile: broken off, tells what it has found so far and nothing of who is left', async () => {
  const users = [await directory.create(), await directory.create(), await directory.create()];
  for (const { id } of users) await update(id, { firstName: 'New' });
  const controller = new AbortController();
  const terminal = keepingTerminal();
  const write = terminal.out.write.bind(terminal.out);
  Object.assign(terminal.out, {
    write: (text: string) => {
      controller.abort();
      return write(text);
    },
  });
  const flags = { fix: true, adopt: false };
  expect(await reconcile(target, flags, terminal, controller.signal)).toBe(130);
  expect(terminal.said().trim().split('\n')).toHaveLength(1);
  expect(terminal.remarked()).toBe(
    '1 differences, 1 mended\nBroken off: others were not compared. Run the same again.\n',
  );
});

test('reconcile: reports a record without a Cognito user, which only recreate mends', async () => {
  const { id } = await directory.create();
  await directory.services.identity.remove(id);
  const { code, differences, said } = await run({ fix: true, adopt: true });
  expect(code).toBe(1);
  expect(differences).toEqual([[id, 'not in Cognito']]);
  expect(said[0]).toContain('--recreate makes the Cognito user anew');
});

test('reconcile --recreate: mails an invitation anew only while the one before is good', async () => {
  const [invited, revoked] = [await directory.create(), await directory.create()];
  await revokeInvitation(directory.services, event('revokeInvitation', { id: revoked.id }));
  for (const { id } of [invited, revoked]) await directory.services.identity.remove(id);
  const before = (await directory.invitationsTo(invited.email)).length;

  expect(await run({ recreate: true })).toMatchObject({ code: 0 });
  expect(await directory.invitationsTo(invited.email)).toHaveLength(before + 1);
  expect(await directory.invitationsTo(revoked.email)).toHaveLength(before);
});

test('reconcile --recreate: takes the last sign-in along', async () => {
  const user = await directory.create();
  const [first, last] = ['2026-11-23T10:01:00.000Z', '2026-11-23T10:02:00.000Z'];
  const active = { ...user, status: 'ACTIVE', lastSignInAt: first, version: 2 } as const;
  await directory.services.repository.update(user, active);
  await directory.services.repository.signIns.begin({ ...user, lastSignInAt: first }, last);
  await directory.services.identity.remove(user.id);
  expect(await run({ recreate: true })).toMatchObject({ code: 0 });
  const id = await directory.services.repository.lockOwner(user.email);
  expect(await directory.items.profile(String(id))).toMatchObject({ lastSignInAt: last });
  expect(await directory.items.get(signInKey(user.id))).toBeUndefined();
});

test('reconcile --recreate: takes along what the history tells a moment later', async () => {
  const user = await directory.create();
  await directory.services.identity.remove(user.id);
  const told = { type: 'CREATED', version: 1, actor: 'system', at: user.createdAt, changes: [] };
  let waits = 0;
  const wait = async () => {
    waits += 1;
    const Item = { ...historyKey(user.id, 1), ...told };
    if (waits === 2) await target.documents.send(new PutCommand({ TableName: TABLE, Item }));
  };
  const { services } = target;
  target = { ...target, services: { ...services, clock: { ...services.clock, wait } } };
  expect(await run({ recreate: true })).toMatchObject({ code: 0 });
  const id = await directory.services.repository.lockOwner(user.email);
  expect(id).not.toBe(user.id);
  expect(await directory.items.get(historyKey(String(id), 1))).toMatchObject(told);
});

test('reconcile: removes the Cognito user of a deleted record only with fix', async () => {
  const user = await directory.create();
  await removeRecord(directory, user);
  expect(await run({ adopt: true })).toMatchObject({
    code: 1,
    differences: [[user.id, 'deleted from the table, still in Cognito']],
  });
  expect(await directory.cognito.find(user.id)).toBeDefined();
  expect(await run({ fix: true })).toMatchObject({ code: 0 });
  expect(await directory.cognito.find(user.id)).toBeUndefined();
});

test('reconcile: makes the record of a Cognito user without one only with adopt', async () => {
  const names = { given_name: 'Ada', family_name: 'Lovelace' };
  const invited = await createInCognito(names);
  const active = await createInCognito(
    { ...names, phone_number: '+12065550100' },
    'Chosen-by-me-1!',
  );
  await directory.services.identity.addToGroup(active, 'ADMIN');

  expect((await run({ fix: true })).differences).toEqual(
    expect.arrayContaining([
      [invited, 'not in the table'],
      [active, 'not in the table'],
    ]),
  );
  expect(await directory.items.profile(active)).toBeUndefined();

  expect(await run({ adopt: true })).toMatchObject({ code: 0 });
  expect(await directory.items.profile(invited)).toMatchObject({
    status: 'INVITED',
    role: 'MEMBER',
    firstName: 'Ada',
    version: 1,
    createdBy: 'client:users-cli',
  });
  const list = await directory.items.get(ADMINS_KEY);
  expect(list?.['ids']).toEqual(new Set([active]));
  const record = await directory.items.profile(active);
  expect(record).toMatchObject({ status: 'ACTIVE', role: 'ADMIN', phone: '+12065550100' });
  expect(await directory.items.lock(record!.email)).toBe(active);
});

test('reconcile: adopts nobody without names, with an address nobody verified or a phone in no plan', async () => {
  const nameless = await createInCognito({ given_name: 'Ada' });
  const unverified = await createInCognito({
    given_name: 'Ada',
    family_name: 'Lovelace',
    email_verified: 'false',
  });
  const unplanned = await createInCognito({
    given_name: 'Ada',
    family_name: 'Lovelace',
    phone_number: '+4912345678',
  });
  const { code, said } = await run({ adopt: true });
  expect(code).toBe(1);
  expect(said.find((line) => line.startsWith(nameless))).toContain('lastName must have');
  expect(said.find((line) => line.startsWith(unverified))).toContain('address is not verified');
  expect(said.find((line) => line.startsWith(unplanned))).toContain('must be a phone number');
  expect(await directory.items.all()).toEqual([]);
});

/** The ids of the INVITED MEMBERs, as a filtered list reads them. */
async function listed() {
  const { Items } = await directory.documents.send(
    new QueryCommand({
      TableName: TABLE,
      IndexName: 'byStatusRoleName',
      KeyConditionExpression: 'statusRole = :statusRole',
      ExpressionAttributeValues: { ':statusRole': 'INVITED#MEMBER' },
    }),
  );
  return (Items ?? []).map((item) => item['id'] as string);
}

const item = async (id: string): Promise<Record<string, unknown>> => ({
  ...(await directory.items.profile(id)),
});

/** As releases before the index wrote the record. */
const withoutIndex = (id: string) =>
  directory.documents.send(
    new UpdateCommand({
      TableName: TABLE,
      Key: profileKey(id),
      UpdateExpression: 'SET nameKey = :former REMOVE statusRole',
      ExpressionAttributeValues: { ':former': `former#${id}` },
    }),
  );

test('reconcile --fix: enters records into indexes that are newer than they', async () => {
  const [first, second] = [await directory.create(), await directory.create()];
  await withoutIndex(first.id);
  expect(await listed()).toEqual([second.id]);
  const before = await directory.items.profile(first.id);

  const told = await run();
  expect(told.code).toBe(1);
  expect(told.differences).toEqual([[first.id, 'not indexed by statusRole, nameKey']]);
  expect(await listed()).toEqual([second.id]);

  const { code, said } = await run({ fix: true });
  expect(code).toBe(0);
  expect(said).toEqual([
    `${first.id}\tnot indexed by statusRole, nameKey\tindex attributes written`,
  ]);
  expect((await listed()).toSorted()).toEqual([first.id, second.id].toSorted());
  expect(await directory.items.profile(first.id)).toEqual({
    ...before,
    statusRole: 'INVITED#MEMBER',
    nameKey: `ada lovelace#${first.id}`,
  });
  expect((await run()).differences).toEqual([]);
});

test('reconcile --fix: lets whoever was written before searches were be found, and by no former word', async () => {
  const { id } = await directory.create();
  const { words, word1, ...written } = await item(id);
  expect(word1).toBe('lovelace');
  const before = { ...written, nameKey: `Ada#${id}`, word2: 'former' };
  await directory.documents.send(new PutCommand({ TableName: TABLE, Item: before }));
  expect((await run()).differences).toEqual([[id, 'not indexed by nameKey, words, word1, word2']]);
  expect((await run({ fix: true })).code).toBe(0);
  const { word2, ...mended } = await item(id);
  expect(word2).toBeUndefined();
  expect(mended).toEqual({ ...written, words, word1 });
  expect((await run()).differences).toEqual([]);
});

test('reconcile --fix: leaves a record to its next run that changes under its hands', async () => {
  const user = await directory.create();
  await withoutIndex(user.id);
  let isFirst = true;
  directory.tableProxy.decide = (operation) => {
    if (operation !== 'UpdateItem' || !isFirst) return 'forward';
    isFirst = false;
    const body = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException' };
    return { status: 400, body };
  };
  const { code, said } = await run({ fix: true });
  expect(code).toBe(1);
  expect(said[0]).toContain('changed meanwhile: run this again');
  expect((await run({ fix: true })).code).toBe(0);
});
