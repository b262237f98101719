import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { countedKey, lockKey, profileKey, signInKey, userPartition } from '../../model/keys.ts';
import { deleteUser } from '../../functions/delete-user/delete-user.ts';
import { exportUser } from '../../functions/export-user/export-user.ts';
import { createCounts } from '../../functions/publish-changes/counts.ts';
import { createHistory } from '../../functions/publish-changes/history.ts';
import { publishChanges } from '../../functions/publish-changes/publish-changes.ts';
import { purgeUser } from '../../functions/purge-user/purge-user.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, silentLog, startDirectory, TABLE } from '../support/directory.ts';
import { emailChangesIn } from '../support/email-change.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const PERSONAL = { email: 'erase.me@example.com', firstName: 'Erase', phone: '+12065550199' };

/** What the stream's readers do with all that happened to a user. */
async function process(id: string) {
  const Records = (await directory.stream()).filter(
    ({ dynamodb }) => dynamodb?.Keys?.['pk']?.S === userPartition(id),
  );
  const history = createHistory(directory.documents, TABLE);
  const { signIns } = directory.services.repository;
  const counts = createCounts(directory.documents, TABLE, directory.clock);
  const publish = () => Promise.resolve();
  const answer = await publishChanges(
    { history, signIns, counts, publish, log: silentLog },
    { Records },
  );
  await syncIdentity(directory.services, { Records });
  return answer;
}

/** As Mutation.deleteUser does it, without the lock. */
async function remove(id: string, version: number) {
  const at = '2026-11-23T11:00:00.000Z';
  const tombstone = { type: 'DELETED', version, actor: 'deleter', at, changes: [] };
  const sk = `HISTORY#000000000${version}`;
  await directory.documents.send(
    new PutCommand({ TableName: TABLE, Item: { pk: `USER#${id}`, sk, ...tombstone } }),
  );
  for (const Key of [profileKey(id), lockKey(PERSONAL.email)]) {
    await directory.documents.send(new DeleteCommand({ TableName: TABLE, Key }));
  }
}

/** A person who was created, changed and deleted, all of it taken from the stream. */
async function deletedPerson(): Promise<string> {
  const { id } = await directory.create(PERSONAL);
  await updateUser(directory.services, event('updateUser', { input: { id, lastName: 'Secret' } }));
  await process(id);
  await remove(id, 3);
  await process(id);
  return id;
}

/** As the first sign-in leaves the record. */
const activate = (id: string, at: string) =>
  directory.documents.send(
    new UpdateCommand({
      TableName: TABLE,
      Key: profileKey(id),
      UpdateExpression: 'SET #status = :active, lastSignInAt = :at',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':active': 'ACTIVE', ':at': at },
    }),
  );

const exported = (id: string) => exportUser(directory.services, event('exportUser', { id }));
const purge = (id: string) => purgeUser(directory.services, event('purgeUser', { id }));

describe('publishChanges of a deletion', () => {
  test('publishChanges: leaves no values in the history, but who, when and which fields', async () => {
    const id = await deletedPerson();
    const history = await directory.items.history(id);
    expect(JSON.stringify(history)).not.toMatch(/erase|secret|12065550199/iu);
    expect(history).toMatchObject([
      { type: 'CREATED', version: 1, actor: 'admin-sub' },
      { type: 'UPDATED', version: 2, changes: [{ field: 'lastName', from: null, to: null }] },
      { type: 'DELETED', version: 3, actor: 'deleter', changes: [] },
    ]);
    expect(await directory.items.get(countedKey(id))).not.toHaveProperty('role');
  });

  test('publishChanges: a replay of the whole life brings nothing back', async () => {
    const id = await deletedPerson();
    const before = await directory.items.history(id);
    expect(await process(id)).toEqual({ batchItemFailures: [] });
    expect(await directory.items.history(id)).toEqual(before);
  });

  test('publishChanges: the record comes again when erasing fails half-way', async () => {
    const { id } = await directory.create({ ...PERSONAL, email: 'half@example.com' });
    await process(id);
    await remove(id, 2);
    directory.tableProxy.decide = (operation, input) =>
      operation === 'UpdateItem' && JSON.stringify(input).includes('HISTORY#')
        ? { status: 500, body: { __type: 'InternalServerError' } }
        : 'forward';
    expect((await process(id)).batchItemFailures).toHaveLength(1);
    directory.mend();
    expect((await process(id)).batchItemFailures).toEqual([]);
    expect(JSON.stringify(await directory.items.history(id))).not.toContain('half@example.com');
  });
});

describe('exportUser', () => {
  test('exportUser: gives the record, the history and what Cognito holds', async () => {
    const user = await directory.create({ attributes: { team: 'a' } });
    await process(user.id);
    expect(await exported(user.id)).toEqual({
      exportedAt: '2026-11-23T10:00:00.000Z',
      record: user,
      history: [
        {
          type: 'CREATED',
          version: 1,
          actor: 'admin-sub',
          at: user.createdAt,
          changes: expect.arrayContaining([{ field: 'email', from: null, to: user.email }]),
        },
      ],
      emailChange: null,
      identity: {
        enabled: true,
        attributes: expect.objectContaining({ sub: user.id, email: user.email }),
        groups: ['MEMBER'],
        factors: { first: ['PASSWORD'], second: [], preferred: null },
        sessions: [],
      },
    });
  });

  test('exportUser: gives the last sign-in, of which deleting leaves nothing', async () => {
    const user = await directory.create();
    const { signIns } = directory.services.repository;
    const [first, last] = ['2026-11-23T10:01:00.000Z', '2026-11-23T10:02:00.000Z'];
    await activate(user.id, first);
    await signIns.begin({ id: user.id, lastSignInAt: first }, first);
    await signIns.note(user.id, last);
    expect((await exported(user.id)).record).toMatchObject({
      status: 'ACTIVE',
      lastSignInAt: last,
    });
    const answer = await deleteUser(directory.services, event('deleteUser', { id: user.id }));
    expect(answer).toMatchObject({ lastSignInAt: last });
    expect(await directory.items.get(signInKey(user.id))).toBeUndefined();
  });

  test('exportUser: gives the address that waits for its code, but nothing to try codes on', async () => {
    const user = await directory.create();
    const email = 'wanted@example.com';
    await emailChangesIn(directory).request(user, email);
    const { emailChange } = await exported(user.id);
    expect(emailChange).toEqual({
      email,
      validUntil: '2026-11-23T10:15:00.000Z',
      misses: 0,
      requests: ['2026-11-23T10:00:00.000Z'],
    });
  });

  test('exportUser: of a deleted person there is only that something was', async () => {
    const id = await deletedPerson();
    const answer = await exported(id);
    expect(answer).toMatchObject({ record: null, identity: null });
    expect(answer.history).toHaveLength(3);
    expect(JSON.stringify(answer)).not.toMatch(/erase|secret|12065550199/iu);
  });

  test('exportUser: NotFound for somebody who never was', async () => {
    for (const nextToken of [null, '5']) {
      const asked = event('exportUser', { id: 'nobody', nextToken });
      const answer = exportUser(directory.services, asked);
      await expect(answer).rejects.toMatchObject({ type: 'NotFound' });
    }
  });
});

describe('purgeUser', () => {
  test('purgeUser: leaves for a week that there was a user, and nothing else', async () => {
    const id = await deletedPerson();
    // Of somebody whose record was deleted past the API.
    await directory.documents.send(
      new PutCommand({ TableName: TABLE, Item: { ...signInKey(id), lastSignInAt: '2026' } }),
    );
    expect(await purge(id)).toBe(id);
    expect(await directory.items.get(signInKey(id))).toBeUndefined();
    const left = [
      {
        pk: `USER#${id}`,
        sk: 'HISTORY#0000000003',
        type: 'DELETED',
        version: 3,
        actor: 'system',
        at: '2026-11-23T11:00:00.000Z',
        changes: [],
        expiresAt: Math.floor(directory.clock.now() / 1000) + 7 * 24 * 60 * 60,
      },
    ];
    expect(await directory.items.history(id)).toEqual(left);
    expect(await purge(id)).toBe(id);
    expect(await directory.items.history(id)).toEqual(left);
  });

  test('purgeUser: a create of the address afterwards makes somebody new', async () => {
    const id = await deletedPerson();
    await purge(id);
    const created = await directory.create({ email: PERSONAL.email });
    expect(created.id).not.toBe(id);
    await remove(created.id, 2);
    await process(created.id);
  });

  test('purgeUser: refuses a user who is there, and one who never was', async () => {
    const { id } = await directory.create();
    await process(id);
    await expect(purge(id)).rejects.toMatchObject({
      type: 'InvalidState',
      info: { status: 'INVITED' },
    });
    expect(await directory.items.history(id)).toHaveLength(1);
    await expect(purge('nobody')).rejects.toMatchObject({ type: 'NotFound' });
  });
});
