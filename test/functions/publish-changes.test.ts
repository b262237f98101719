import type { DynamoDBRecord, PostAuthenticationTriggerEvent } from 'aws-lambda';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PROFILE, profileKey, userPartition } from '../../model/keys.ts';
import { createCounts } from '../../functions/publish-changes/counts.ts';
import { createHistory } from '../../functions/publish-changes/history.ts';
import { publishChanges } from '../../functions/publish-changes/publish-changes.ts';
import { recordSignIn } from '../../functions/record-sign-in/record-sign-in.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { PublishUserChangeInput } from '../../generated/publish-user-change.ts';
import type { Directory } from '../support/directory.ts';
import { event, MACHINE, silentLog, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

/** Runs the function on records; `refuse` says for which users AppSync fails. */
async function run(records: DynamoDBRecord[], refuse: (id: string) => boolean = () => false) {
  const published: PublishUserChangeInput[] = [];
  const services = {
    history: createHistory(directory.documents, TABLE),
    signIns: directory.services.repository.signIns,
    counts: createCounts(directory.documents, TABLE, directory.clock),
    publish(input: PublishUserChangeInput) {
      if (refuse(input.user.id)) return Promise.reject(new Error('refused'));
      published.push(input);
      return Promise.resolve();
    },
    log: silentLog,
  };
  return { published, ...(await publishChanges(services, { Records: records })) };
}

const recordsOf = async (id: string) =>
  (await directory.stream()).filter(
    (record) => record.dynamodb?.Keys?.['pk']?.S === userPartition(id),
  );

/** What the event source lets through (cdk/event-sources.ts). */
const isOfRecord = (record: DynamoDBRecord) => record.dynamodb?.Keys?.['sk']?.S === PROFILE;

const sequence = (record: DynamoDBRecord | undefined) => ({
  itemIdentifier: record?.dynamodb?.SequenceNumber,
});

const update = (id: string, input: object) =>
  updateUser(directory.services, event('updateUser', { input: { id, ...input } }, MACHINE));

async function signIn(id: string): Promise<void> {
  const request = { userAttributes: { sub: id }, newDeviceUsed: false };
  const trigger = { userName: id, request } as unknown as PostAuthenticationTriggerEvent;
  await recordSignIn(directory.services, trigger);
}

const remove = (id: string) =>
  directory.documents.send(new DeleteCommand({ TableName: TABLE, Key: profileKey(id) }));

describe('publishChanges', () => {
  test('publishChanges: announces a creation with the whole user', async () => {
    const user = await directory.create({ attributes: { team: 'a' }, phone: '+12065550100' });
    const { published, batchItemFailures } = await run(await recordsOf(user.id));
    expect(batchItemFailures).toEqual([]);
    expect(published).toEqual([
      {
        type: 'CREATED',
        user: { ...user, attributes: '{"team":"a"}' },
        changedFields: [
          'email',
          'firstName',
          'lastName',
          'phone',
          'role',
          'status',
          'attributes',
          'invitation',
        ],
        actor: 'admin-sub',
        at: user.createdAt,
      },
    ]);
    expect(await directory.items.history(user.id)).toMatchObject([
      {
        sk: 'HISTORY#0000000001',
        type: 'CREATED',
        version: 1,
        actor: 'admin-sub',
        at: user.createdAt,
        changes: expect.arrayContaining([
          { field: 'firstName', from: null, to: 'Ada' },
          { field: 'attributes', from: null, to: { team: 'a' } },
        ]),
      },
    ]);
  });

  test('publishChanges: tells what an update changed, from what and to what', async () => {
    const { id } = await directory.create({ attributes: { a: 1 }, phone: '+12065550100' });
    const after = await update(id, { firstName: 'Augusta', phone: null, attributes: { a: 2 } });
    const { published } = await run((await recordsOf(id)).slice(1));
    expect(published).toMatchObject([
      {
        type: 'UPDATED',
        changedFields: ['firstName', 'phone', 'attributes'],
        actor: 'client:machine',
      },
    ]);
    const history = await directory.items.history(id);
    expect(history).toEqual([
      {
        pk: `USER#${id}`,
        sk: 'HISTORY#0000000002',
        type: 'UPDATED',
        version: 2,
        actor: 'client:machine',
        at: after.updatedAt,
        changes: [
          { field: 'firstName', from: 'Ada', to: 'Augusta' },
          { field: 'phone', from: '+12065550100', to: null },
          { field: 'attributes', from: { a: 1 }, to: { a: 2 } },
        ],
      },
    ]);
  });

  test('publishChanges: announces a deletion with the actor of the tombstone', async () => {
    const { id } = await directory.create();
    const tombstone = {
      type: 'DELETED',
      version: 2,
      actor: 'deleter',
      at: '2026-11-23T11:00:00.000Z',
      changes: [],
    };
    const Item = { pk: `USER#${id}`, sk: 'HISTORY#0000000002', ...tombstone };
    await directory.documents.send(new PutCommand({ TableName: TABLE, Item }));
    await remove(id);
    const { published } = await run(await recordsOf(id));
    expect(published[1]).toMatchObject({
      type: 'DELETED',
      user: { id, version: 1 },
      changedFields: [],
      actor: 'deleter',
      at: '2026-11-23T11:00:00.000Z',
    });
    expect(await directory.items.history(id)).toMatchObject([{ type: 'CREATED' }, tombstone]);
  });

  test('publishChanges: writes the tombstone of a deletion past the API, once', async () => {
    const { id } = await directory.create();
    await remove(id);
    const records = await recordsOf(id);
    const { published } = await run(records);
    expect(published[1]).toMatchObject({ type: 'DELETED', actor: 'system' });
    const again = await run(records);
    expect(again.published[1]).toEqual(published[1]);
    const history = await directory.items.history(id);
    expect(history).toMatchObject([
      { type: 'CREATED' },
      { type: 'DELETED', version: 2, actor: 'system', changes: [] },
    ]);
  });

  test('publishChanges: replays change no history', async () => {
    const { id } = await directory.create();
    await update(id, { firstName: 'Augusta' });
    const records = await recordsOf(id);
    await run(records);
    const history = await directory.items.history(id);
    expect(history).toHaveLength(2);
    expect((await run(records)).batchItemFailures).toEqual([]);
    expect((await run(records.slice(1))).batchItemFailures).toEqual([]);
    expect(await directory.items.history(id)).toEqual(history);
  });

  test('publishChanges: skips records that change nothing public', async () => {
    const { id } = await directory.create();
    await directory.documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: profileKey(id),
        UpdateExpression: 'SET nameKey = :key',
        ExpressionAttributeValues: { ':key': 'moved' },
      }),
    );
    const { published } = await run((await recordsOf(id)).slice(1));
    expect(published).toEqual([]);
    expect(await directory.items.history(id)).toEqual([]);
  });

  test('publishChanges: tells of an activation, not of the sign-ins after it', async () => {
    const { id } = await directory.create();
    await signIn(id);
    directory.clock.advance(60_000);
    await signIn(id);
    await update(id, { firstName: 'Augusta' });
    const before = directory.tableProxy.asked.length;
    const { published } = await run((await recordsOf(id)).filter(isOfRecord).slice(1));
    expect(published).toMatchObject([
      { actor: 'system', changedFields: ['status', 'lastSignInAt'], user: { version: 2 } },
      { actor: 'client:machine', changedFields: ['firstName'], user: { version: 3 } },
    ]);
    const lastSignInAt = new Date(directory.clock.now()).toISOString();
    expect(published[1]?.user).toMatchObject({ lastSignInAt });
    expect((await directory.items.history(id)).map(({ version }) => version)).toEqual([2, 3]);
    const asked = directory.tableProxy.asked.slice(before).map(({ operation }) => operation);
    expect(asked.filter((operation) => operation === 'PutItem')).toHaveLength(2);
  });

  test('publishChanges: asks and writes nothing for the first sign-in of who was active before', async () => {
    const { id } = await directory.create();
    const setStatus = (status: string) =>
      directory.documents.send(
        new UpdateCommand({
          TableName: TABLE,
          Key: profileKey(id),
          UpdateExpression: 'SET #status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': status },
        }),
      );
    await setStatus('ACTIVE');
    await signIn(id);
    const before = directory.tableProxy.asked.length;
    const records = (await recordsOf(id)).filter(isOfRecord).slice(2);
    expect(records).toHaveLength(1);
    expect(await run(records)).toEqual({ published: [], batchItemFailures: [] });
    expect(directory.tableProxy.asked.slice(before)).toEqual([]);
  });

  test('publishChanges: skips locks, requests and history items', async () => {
    const records = await directory.stream();
    const others = records.filter((record) => record.dynamodb?.Keys?.['sk']?.S !== PROFILE);
    expect(others.length).toBeGreaterThan(0);
    expect(await run(others)).toEqual({ published: [], batchItemFailures: [] });
  });

  test('publishChanges: fails one user from the first failure on, serves the others', async () => {
    const [bad, good] = [await directory.create(), await directory.create()];
    await update(bad.id, { firstName: 'B' });
    await update(good.id, { firstName: 'G' });
    await update(bad.id, { firstName: 'C' });
    const ids = new Set([bad.id, good.id].map((id) => `USER#${id}`));
    const records = (await directory.stream()).filter(
      ({ dynamodb }) =>
        ids.has(dynamodb?.Keys?.['pk']?.S ?? '') && dynamodb?.Keys?.['sk']?.S === PROFILE,
    );
    expect(records).toHaveLength(5);
    const [, , badUpdate, , badSecond] = records;
    let calls = 0;
    // AppSync takes bad's creation and then refuses one call: its third record must wait too.
    const { published, batchItemFailures } = await run(
      records,
      (id) => id === bad.id && (calls += 1) === 2,
    );
    expect(batchItemFailures).toEqual([sequence(badUpdate), sequence(badSecond)]);
    expect(published.filter((change) => change.user.id === good.id)).toHaveLength(2);
    expect(published.filter((change) => change.user.id === bad.id)).toHaveLength(1);
  });

  test('publishChanges: fails the record while the table refuses the history', async () => {
    const { id } = await directory.create();
    const records = await recordsOf(id);
    directory.tableProxy.decide = () => ({ status: 500, body: { __type: 'InternalServerError' } });
    expect(await run(records)).toEqual({
      published: [],
      batchItemFailures: [sequence(records[0])],
    });
    directory.mend();
    expect((await run(records)).published).toHaveLength(1);
  });
});
