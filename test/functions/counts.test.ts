import type { DynamoDBRecord } from 'aws-lambda';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countedKey, dayKey, PROFILE, profileKey, STATS_KEY } from '../../model/keys.ts';
import { readChanges } from '../../functions/lib/stream-batch.ts';
import { createCounts } from '../../functions/publish-changes/counts.ts';
import { reactivateUser } from '../../functions/reactivate-user/reactivate-user.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeEach(async () => {
  directory = await startDirectory();
});
afterEach(() => directory[Symbol.asyncDispose]());

const counts = () => createCounts(directory.documents, TABLE, directory.clock);
const take = (records: readonly DynamoDBRecord[]) => counts().take(readChanges(records));

async function stats() {
  const { pk, sk, revision, ...item } = (await directory.items.get(STATS_KEY)) ?? {};
  return Object.fromEntries(Object.entries(item).filter(([, count]) => count !== 0));
}

/** What a count of all records gives. */
async function truth() {
  const users = (await directory.items.all()).filter(({ sk }) => sk === PROFILE);
  const found: Record<string, number> = {};
  for (const { status, role } of users as { status: string; role: string }[]) {
    for (const name of ['total', status, role]) found[name] = (found[name] ?? 0) + 1;
  }
  return found;
}

const remove = (id: string) =>
  directory.documents.send(new DeleteCommand({ TableName: TABLE, Key: profileKey(id) }));

/** A life of a few users: created, promoted, suspended, given back, renamed, deleted. */
async function lives() {
  const { services } = directory;
  const users = await Promise.all(
    ['ADMIN', 'MEMBER', 'MEMBER', 'MEMBER', 'MEMBER'].map((role) =>
      directory.create({ role: role as 'ADMIN' | 'MEMBER' }),
    ),
  );
  const [, a = '', b = '', c = '', d = ''] = users.map(({ id }) => id);
  await updateUser(services, event('updateUser', { input: { id: a, role: 'ADMIN' } }));
  await suspendUser(services, event('suspendUser', { id: b }));
  await suspendUser(services, event('suspendUser', { id: c }));
  await reactivateUser(services, event('reactivateUser', { id: c }));
  await updateUser(services, event('updateUser', { input: { id: c, firstName: 'New' } }));
  await remove(d);
}

/** What today's item says, without its key. */
async function today() {
  const day = new Date(directory.clock.now()).toISOString().slice(0, 10);
  const { created, updated, deleted } = (await directory.items.get(dayKey(day))) ?? {};
  return { created, updated, deleted };
}

describe('counts', () => {
  test('take: counts what the records say', async () => {
    await lives();
    await take(await directory.stream());
    expect(await stats()).toEqual({ total: 4, INVITED: 3, SUSPENDED: 1, ADMIN: 2, MEMBER: 2 });
    expect(await stats()).toEqual(await truth());
  });

  test('take: is exact whatever comes again, in whatever pieces', async () => {
    await lives();
    const records = await directory.stream();
    for (const size of [1, 2, 3, 7]) {
      for (let start = 0; start < records.length; start += size) {
        const batch = records.slice(start, start + size);
        await take(batch);
        // The whole past once more, as after a crash before the position was kept.
        if (start % 2) await take(records.slice(0, start + size));
        await take(batch);
      }
      expect(await stats()).toEqual(await truth());
    }
  });

  test('take: is exact when runs of the same records overlap', async () => {
    await lives();
    const records = await directory.stream();
    await Promise.all(Array.from({ length: 4 }, () => take(records)));
    expect(await stats()).toEqual(await truth());
  });

  test('take: a run that lost the answer of its transaction counts once', async () => {
    await lives();
    const records = await directory.stream();
    directory.tableProxy.decide = (operation) =>
      operation === 'TransactWriteItems' ? 'loseAnswer' : 'forward';
    await expect(take(records)).rejects.toThrow();
    directory.mend();
    await take(records);
    expect(await stats()).toEqual(await truth());
  });

  test('take: counts nothing while the table leaves keys unread, and all of it then', async () => {
    const { id } = await directory.create();
    const records = await directory.stream();
    const Keys = [{ pk: { S: `USER#${id}` }, sk: { S: 'COUNTED' } }];
    const unread = { Responses: { [TABLE]: [] }, UnprocessedKeys: { [TABLE]: { Keys } } };
    directory.tableProxy.decide = (operation) =>
      operation === 'BatchGetItem' ? { status: 200, body: unread } : 'forward';
    await expect(take(records)).rejects.toMatchObject({ name: 'MarkersUnreadError' });
    expect(await stats()).toEqual({});
    directory.mend();
    await take(records);
    expect(await stats()).toEqual(await truth());
  });

  test('take: 250 users in one batch', async () => {
    const at = '2026-01-01T00:00:00.000Z';
    const changes = Array.from({ length: 250 }, (_, index) => {
      const id = `user-${index}`;
      const bookkeeping = {
        createdAt: at,
        updatedAt: at,
        createdBy: 'system',
        updatedBy: 'system',
      };
      const name = { email: `${id}@example.com`, firstName: 'A', lastName: 'B' };
      const state = { role: 'MEMBER', status: 'ACTIVE', version: 1 } as const;
      return { id, at, after: { id, ...name, ...state, ...bookkeeping } };
    });
    await counts().take(changes);
    expect(await stats()).toEqual({ total: 250, ACTIVE: 250, MEMBER: 250 });
  });

  test('take: counts a change by hand that left the version', async () => {
    const { id } = await directory.create();
    await take(await directory.stream());
    await directory.documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: profileKey(id),
        UpdateExpression: 'SET #status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': 'SUSPENDED' },
      }),
    );
    await take(await directory.stream());
    expect(await stats()).toEqual({ total: 1, SUSPENDED: 1, MEMBER: 1 });
  });

  test('take: writes nothing for a change that moves no count', async () => {
    const { id } = await directory.create();
    await take(await directory.stream());
    await updateUser(directory.services, event('updateUser', { input: { id, firstName: 'New' } }));
    const before = directory.tableProxy.asked.length;
    await take(await directory.stream());
    const asked = directory.tableProxy.asked.slice(before).map(({ operation }) => operation);
    expect(asked).toEqual(['BatchGetItem']);
  });

  test('take: keeps no status or role of a deleted user, and the rest for a week', async () => {
    const { id } = await directory.create();
    await remove(id);
    await take(await directory.stream());
    expect(await directory.items.get(countedKey(id))).toEqual({
      pk: `USER#${id}`,
      sk: 'COUNTED',
      version: 2,
      expiresAt: Math.floor(directory.clock.now() / 1000) + 7 * 24 * 60 * 60,
    });
  });
});

describe('counts of a day', () => {
  test('take: counts whom something happened to, once however often the records come', async () => {
    await lives();
    const records = await directory.stream();
    await take(records);
    // All in one batch: four are there, of whom each counts as new; who came and went counts as nothing.
    expect(await today()).toEqual({ created: 4, updated: 0, deleted: 0 });
    await take(records);
    expect(await today()).toEqual({ created: 4, updated: 0, deleted: 0 });
  });

  test('take: tells a new status and a deletion from a new person, and counts them on their day', async () => {
    const { id } = await directory.create();
    const { id: other } = await directory.create();
    await take(await directory.stream());
    const first = new Date(directory.clock.now()).toISOString().slice(0, 10);
    directory.clock.advance(24 * 60 * 60 * 1_000);
    await suspendUser(directory.services, event('suspendUser', { id }));
    await updateUser(directory.services, event('updateUser', { input: { id, firstName: 'New' } }));
    await remove(other);
    await take(await directory.stream());
    expect(await today()).toEqual({ created: 0, updated: 1, deleted: 1 });
    expect(await directory.items.get(dayKey(first))).toMatchObject({ created: 2, updated: 0 });
  });

  test('settle: counts nobody for today who may be of long ago', async () => {
    const { id, version, status, role } = await directory.create();
    await counts().settle([{ ...countedKey(id), version, status, role }]);
    expect(await stats()).toMatchObject({ total: 1 });
    expect(await today()).toEqual({});
  });
});
