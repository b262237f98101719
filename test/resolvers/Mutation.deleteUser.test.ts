import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINS_KEY, emailChangeKey, lockKey, userPartition } from '../../model/keys.ts';
import { admin, machine, member } from '../support/callers.ts';
import type { FieldCall } from 'appsync-on-a-laptop/testing/field-runner';
import { startFields, type Fields } from '../support/fields.ts';
import { userItem } from '../support/user-items.ts';

let fields: Fields;

beforeAll(async () => {
  fields = await startFields();
});

afterAll(() => fields[Symbol.asyncDispose]());

let count = 0;

/** A user with a lock and two changes behind it. */
async function existing(role: 'ADMIN' | 'MEMBER' = 'MEMBER') {
  count += 1;
  const user = userItem({ id: `user-${count}`, version: 2, role });
  await fields.put([user, { ...lockKey(user.email), id: user.id }]);
  return user;
}

const remove = (args: object, identity: FieldCall['identity'] = admin) =>
  fields.run('Mutation.deleteUser', { identity, arguments: { ...args } });

describe('Mutation.deleteUser', () => {
  it('removes record and lock, leaves a tombstone and answers the user as it was', async () => {
    const user = await existing();
    const before = Date.now();
    const { value, error } = await remove({ id: user.id, expectedVersion: 2 });
    expect(error).toBeNull();
    expect(user).toMatchObject(value as object);
    expect(value).toMatchObject({ id: user.id, version: 2, email: user.email });
    expect(await fields.items(lockKey(user.email).pk)).toEqual([]);
    const left = await fields.items(userPartition(user.id));
    expect(left).toEqual([
      {
        pk: `USER#${user.id}`,
        sk: 'HISTORY#0000000003',
        type: 'DELETED',
        version: 3,
        actor: 'admin-id',
        at: expect.any(String),
        changes: [],
      },
    ]);
    expect(Date.parse(left[0]?.['at'] as string)).toBeGreaterThanOrEqual(before - 1000);
  });

  it('forgets the address that waited for its code', async () => {
    const user = await existing();
    const key = emailChangeKey(user.id);
    const Item = marshall({ ...key, email: 'wanted@example.com' });
    await fields.client.send(new PutItemCommand({ TableName: fields.table, Item }));
    expect((await remove({ id: user.id })).error).toBeNull();
    expect(await fields.items(userPartition(user.id))).toMatchObject([{ type: 'DELETED' }]);
  });

  it('names a machine client in the tombstone', async () => {
    const user = await existing();
    await remove({ id: user.id }, machine('users/write'));
    const [tombstone] = await fields.items(userPartition(user.id));
    expect(tombstone).toMatchObject({ actor: 'client:machine-client' });
  });

  it('answers NotFound for nobody, and for a user deleted before', async () => {
    const user = await existing();
    await remove({ id: user.id });
    for (const id of [user.id, 'nobody']) {
      expect((await remove({ id })).error).toMatchObject({ errorType: 'NotFound' });
    }
  });

  it.each([0, 1, 3])(
    'refuses version %i of a user at version 2, naming the current one',
    async (expectedVersion) => {
      const user = await existing();
      const { error } = await remove({ id: user.id, expectedVersion });
      expect(error).toMatchObject({
        errorType: 'VersionConflict',
        errorInfo: { currentVersion: 2 },
      });
      expect(await fields.items(userPartition(user.id))).toEqual([user]);
    },
  );

  it('refuses a member, the own record included, and reads nothing', async () => {
    const user = await existing();
    for (const id of [user.id, 'member-id']) {
      expect((await remove({ id }, member)).error).toBe('unauthorized');
      expect(fields.asked).toEqual([]);
    }
  });

  it('keeps a lock that has become somebody else’s, and then deletes nothing', async () => {
    const user = await existing();
    const lock = { ...lockKey(user.email), id: 'somebody' };
    await fields.client.send(new PutItemCommand({ TableName: fields.table, Item: marshall(lock) }));
    expect((await remove({ id: user.id })).error).toMatchObject({ errorType: 'InternalError' });
    expect(await fields.items(userPartition(user.id))).toEqual([user]);
    expect(await fields.items(lockKey(user.email).pk)).toEqual([lock]);
  });

  it('deletes once when asked ten times at once', async () => {
    const user = await existing();
    const answers = await Promise.all(Array.from({ length: 10 }, () => remove({ id: user.id })));
    expect(answers.filter(({ error }) => !error)).toHaveLength(1);
    for (const { error } of answers.filter((answer) => answer.error)) {
      expect(['NotFound', 'VersionConflict']).toContain(
        error !== 'unauthorized' && error?.errorType,
      );
    }
    expect(await fields.items(userPartition(user.id))).toHaveLength(1);
  });
});

describe('Mutation.deleteUser of an administrator', () => {
  const list = ADMINS_KEY;

  /** An active administrator who is on the list. */
  async function admins(size: number) {
    const users = await Promise.all(Array.from({ length: size }, () => existing('ADMIN')));
    const Item = marshall({ ...list, ids: new Set(users.map(({ id }) => id)) });
    await fields.client.send(new PutItemCommand({ TableName: fields.table, Item }));
    return users;
  }

  const listed = async () => {
    const [item] = await fields.items(list.pk);
    return [...(item?.['ids'] as Set<string>)].sort();
  };

  it('refuses the last active one and deletes nothing', async () => {
    const [only] = await admins(1);
    expect((await remove({ id: only!.id })).error).toMatchObject({
      errorType: 'InvalidState',
      errorInfo: { status: 'ACTIVE' },
    });
    expect(await fields.items(userPartition(only!.id))).toEqual([only]);
    expect(await fields.items(lockKey(only!.email).pk)).toHaveLength(1);
  });

  it('deletes one of two, off the list too', async () => {
    const [first, second] = await admins(2);
    expect((await remove({ id: first!.id })).error).toBeNull();
    expect(await listed()).toEqual([second!.id]);
    expect((await remove({ id: second!.id })).error).toMatchObject({ errorType: 'InvalidState' });
  });

  it('leaves one of five who are deleted at once', async () => {
    const users = await admins(5);
    const answers = await Promise.all(users.map(({ id }) => remove({ id })));
    const left = users.filter((_, index) => answers[index]?.error);
    expect(left.length).toBeGreaterThanOrEqual(1);
    expect(await listed()).toEqual(left.map(({ id }) => id).sort());
  });

  it('refuses when the list is lost', async () => {
    const [user] = await admins(1);
    const Key = marshall(list);
    await fields.client.send(new DeleteItemCommand({ TableName: fields.table, Key }));
    expect((await remove({ id: user!.id })).error).toMatchObject({ errorType: 'InvalidState' });
  });
});

describe('Mutation.deleteUser, when another is faster', () => {
  it('answers VersionConflict after a change between read and delete, and deletes nothing', async () => {
    const user = await existing();
    const changed = { ...user, firstName: 'Augusta', version: 3 };
    fields.before('TransactWriteItems', () => fields.put([changed]));
    expect((await remove({ id: user.id })).error).toMatchObject({
      errorType: 'VersionConflict',
      errorInfo: { currentVersion: 3 },
    });
    expect(await fields.items(userPartition(user.id))).toEqual([changed]);
    expect(await fields.items(lockKey(user.email).pk)).toHaveLength(1);
  });

  it('answers NotFound after a deletion between read and delete', async () => {
    const user = await existing();
    fields.before('TransactWriteItems', () => remove({ id: user.id }));
    expect((await remove({ id: user.id })).error).toMatchObject({ errorType: 'NotFound' });
    expect(await fields.items(userPartition(user.id))).toHaveLength(1);
  });
});
