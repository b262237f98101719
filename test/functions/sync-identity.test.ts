import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { profileKey, userPartition } from '../../model/keys.ts';
import { reactivateUser } from '../../functions/reactivate-user/reactivate-user.ts';
import { createParkedChanges } from '../../functions/lib/parking/parked-changes.ts';
import { createParking } from '../../functions/lib/parking/parking.ts';
import { toChange } from '../../functions/lib/record-change.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { syncIdentity, syncUser } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, person, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const sync = (records: DynamoDBRecord[]) => syncIdentity(directory.services, { Records: records });
const update = (id: string, input: object) =>
  updateUser(directory.services, event('updateUser', { input: { id, ...input } }));
const suspend = (id: string) => suspendUser(directory.services, event('suspendUser', { id }));
const recordsOf = async (id: string) =>
  (await directory.stream()).filter(
    (record) => record.dynamodb?.Keys?.['pk']?.S === userPartition(id),
  );
const known = (id: string) => directory.cognito.find(id);

test('syncIdentity: pushes names, e-mail, phone and role', async () => {
  const { id } = await directory.create({ phone: '+12065550100' });
  const { email } = person();
  await update(id, { email, firstName: 'Augusta', lastName: 'King', phone: null, role: 'ADMIN' });
  expect(await sync(await recordsOf(id))).toEqual({ batchItemFailures: [] });
  expect(await known(id)).toMatchObject({
    groups: ['ADMIN'],
    attributes: {
      email: email,
      email_verified: 'true',
      given_name: 'Augusta',
      family_name: 'King',
      sub: id,
    },
  });
});

test('syncIdentity: disables a suspended user and ends the sessions, and undoes the former', async () => {
  const { id } = await directory.create();
  await suspend(id);
  await sync((await recordsOf(id)).slice(1));
  expect(await known(id)).toMatchObject({ enabled: false });
  expect(directory.calls('AdminUserGlobalSignOut', id)).toBe(1);
  await reactivateUser(directory.services, event('reactivateUser', { id }));
  await sync((await recordsOf(id)).slice(2));
  expect(await known(id)).toMatchObject({ enabled: true });
});

test('syncIdentity: ends the sessions although an earlier run died after disabling', async () => {
  const { id } = await directory.create();
  await suspend(id);
  const records = (await recordsOf(id)).slice(1);
  directory.poolProxy.decide = (operation) =>
    operation === 'AdminUserGlobalSignOut'
      ? { status: 400, body: { __type: 'TooManyRequestsException' } }
      : 'forward';
  expect((await sync(records)).batchItemFailures).toHaveLength(1);
  expect(await known(id)).toMatchObject({ enabled: false });
  directory.mend();
  expect((await sync(records)).batchItemFailures).toEqual([]);
  expect(await known(id)).toMatchObject({ enabled: false });
  expect(directory.calls('AdminUserGlobalSignOut', id)).toBe(2);
});

test('syncIdentity: brings the present state, whatever old record it is told of', async () => {
  const { id } = await directory.create();
  await update(id, { firstName: 'Second' });
  await update(id, { firstName: 'Third', role: 'ADMIN' });
  const records = await recordsOf(id);
  await sync(records.toReversed());
  await sync(records.slice(0, 2));
  expect(await known(id)).toMatchObject({ groups: ['ADMIN'] });
  expect((await known(id))?.attributes['given_name']).toBe('Third');
});

test('syncIdentity: calls Cognito for reading only when nothing differs', async () => {
  const { id } = await directory.create();
  const operations: string[] = [];
  directory.poolProxy.decide = (operation) => {
    operations.push(operation);
    return 'forward';
  };
  await sync(await recordsOf(id));
  expect(operations).toEqual(['AdminGetUser', 'AdminListGroupsForUser']);
});

test('syncIdentity: sends the one attribute that differs, and nothing else', async () => {
  const { id } = await directory.create({ phone: '+12065550100' });
  await update(id, { firstName: 'Augusta' });
  const sent: unknown[] = [];
  directory.poolProxy.decide = (operation, input) => {
    if (!/^Admin(?:Get|List)/u.test(operation)) sent.push([operation, input['UserAttributes']]);
    return 'forward';
  };
  await sync(await recordsOf(id));
  const given = [{ Name: 'given_name', Value: 'Augusta' }];
  expect(sent).toEqual([['AdminUpdateUserAttributes', given]]);
});

test('syncIdentity: leaves Cognito alone when only the sign-in was noted', async () => {
  const user = await directory.create();
  const after = { ...user, lastSignInAt: user.createdAt, status: 'ACTIVE' as const, version: 2 };
  await directory.services.repository.update(user, after);
  directory.poolProxy.decide = () => ({ status: 500, body: { __type: 'InternalErrorException' } });
  expect(await sync((await recordsOf(user.id)).slice(1))).toEqual({ batchItemFailures: [] });
});

test('syncIdentity: deletes the Cognito user of a deleted record, also twice', async () => {
  const { id } = await directory.create();
  await directory.documents.send(new DeleteCommand({ TableName: TABLE, Key: profileKey(id) }));
  const records = await recordsOf(id);
  await sync(records);
  expect(await known(id)).toBeUndefined();
  expect(await sync(records)).toEqual({ batchItemFailures: [] });
});

test('syncIdentity: counts a user whom Cognito lost and goes on, whatever changes', async () => {
  const { id } = await directory.create();
  const other = await directory.create();
  await directory.services.identity.remove(id);
  await update(id, { email: person().email, role: 'ADMIN' });
  await suspend(id);
  await reactivateUser(directory.services, event('reactivateUser', { id }));
  await update(other.id, { firstName: 'Behind' });
  directory.counted.length = 0;

  expect(await sync(await directory.stream())).toEqual({ batchItemFailures: [] });

  expect(directory.counted).toEqual(Array.from({ length: 4 }, () => 'IdentityMissing'));
  expect((await known(other.id))?.attributes['given_name']).toBe('Behind');
  await directory.documents.send(new DeleteCommand({ TableName: TABLE, Key: profileKey(id) }));
  expect(await sync(await recordsOf(id))).toEqual({ batchItemFailures: [] });
  expect(directory.counted).toHaveLength(4);
});

test('syncIdentity: a throttled user waits in order, the others do not', async () => {
  const [slow, quick] = [await directory.create(), await directory.create()];
  await update(slow.id, { firstName: 'Slow' });
  await update(quick.id, { firstName: 'Quick' });
  await update(slow.id, { firstName: 'Slower' });
  const records = [...(await recordsOf(slow.id)), ...(await recordsOf(quick.id))];
  directory.poolProxy.decide = (_operation, body) =>
    body['Username'] === slow.id
      ? { status: 400, body: { __type: 'TooManyRequestsException' } }
      : 'forward';
  expect((await sync(records)).batchItemFailures).toEqual(
    records.slice(0, 3).map((record) => ({ itemIdentifier: record.dynamodb?.SequenceNumber })),
  );
  expect((await known(quick.id))?.attributes['given_name']).toBe('Quick');
  directory.mend();
  await sync(records);
  expect((await known(slow.id))?.attributes['given_name']).toBe('Slower');
});

test('syncIdentity: sets aside whose address a stranger holds in Cognito, and heals once it is free', async () => {
  const { id } = await directory.create();
  const other = await directory.create();
  const { email, firstName, lastName } = person();
  // Without a record.
  const stranger = await directory.services.identity.invite({ email, firstName, lastName });
  await update(id, { email });
  await update(other.id, { firstName: 'Unharmed' });

  const { services, clock } = directory;
  const failures: unknown[] = [];
  const note = (_: string, details: object = {}) => void failures.push(details);
  const woken: string[] = [];
  const parking = createParking({
    reader: 'sync-identity',
    changes: createParkedChanges(directory.documents, TABLE, clock),
    wake: (who) => Promise.resolve(void woken.push(who)),
    giveUp: () => Promise.reject(new Error('not yet')),
    retries: 5,
    clock,
    log: { ...services.log, warn: note },
    metrics: services.metrics,
  });
  const Records = [...(await recordsOf(id)), ...(await recordsOf(other.id))];
  const told = await syncIdentity(services, { Records }, parking);
  expect(told).toEqual({ batchItemFailures: [] });
  expect(woken).toHaveLength(1);
  expect((await known(other.id))?.attributes['given_name']).toBe('Unharmed');

  const workOff = () => {
    clock.advance(1_000);
    const attributes = { ApproximateReceiveCount: '1', SentTimestamp: String(clock.now()) };
    const message = { messageId: 'm', body: woken[0], attributes } as SQSRecord;
    return parking.workOff([message], (record) => syncUser(services, toChange(record)));
  };
  await workOff();
  expect(failures).toEqual([expect.objectContaining({ error: 'AddressHeldError' })]);
  await directory.services.identity.remove(String(stranger));
  await workOff();
  expect((await known(id))?.attributes['email']).toBe(email);
});
