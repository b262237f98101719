import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { profileKey } from '../../model/keys.ts';
import { createRepository } from '../../functions/lib/repository.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { updateMe } from '../../functions/update-me/update-me.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import type { UpdateMeInput, UpdateUserInput } from '../../generated/schema-types.ts';
import type { Directory } from '../support/directory.ts';
import {
  CREDENTIALS,
  event,
  MACHINE,
  person,
  startDirectory,
  TABLE,
} from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const update = (input: UpdateUserInput) =>
  updateUser(directory.services, event('updateUser', { input }, MACHINE));

describe('updateUser', () => {
  test('updateUser: tells the former address of an active person, without the new one', async () => {
    const user = await directory.create();
    const active = { ...user, status: 'ACTIVE' as const, lastSignInAt: user.createdAt, version: 2 };
    await directory.services.repository.update(user, active);
    const { email } = person();
    await update({ id: user.id, email });
    const mails = directory.mailsTo(user.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body).toContain('tell an administrator');
    expect(mails[0]?.body).not.toContain(email);
    await update({ id: user.id, firstName: 'Same', email });
    expect(directory.mailsTo(email)).toEqual([]);
  });

  test('updateUser: tells the former address of a suspended person, and stands when it cannot', async () => {
    const user = await directory.create();
    const status = 'SUSPENDED' as const;
    const suspended = { ...user, status, lastSignInAt: user.createdAt, version: 2 };
    await directory.services.repository.update(user, suspended);
    await update({ id: user.id, email: person().email });
    expect(directory.mailsTo(user.email)).toHaveLength(1);
    directory.mailProxy.decide = () => ({ status: 500, body: { message: 'down' } });
    const { email } = person();
    expect(await update({ id: user.id, email })).toMatchObject({ email });
  });

  test('updateUser: changes the given fields, version and author, and keeps the rest', async () => {
    const before = await directory.create({ phone: '+12065550100', attributes: { a: 1 } });
    directory.clock.advance(5000);
    const after = await update({ id: before.id, firstName: ' Augusta ', role: 'ADMIN' });
    expect(after).toEqual({
      ...before,
      firstName: 'Augusta',
      role: 'ADMIN',
      version: 2,
      updatedAt: new Date(directory.clock.now()).toISOString(),
      updatedBy: 'client:machine',
    });
    expect(await directory.items.profile(before.id)).toMatchObject({
      ...after,
      nameKey: `augusta lovelace#${before.id}`,
    });
  });

  test('updateUser: null clears phone and attributes', async () => {
    const { id } = await directory.create({ phone: '+12065550100', attributes: { a: 1 } });
    await update({ id, phone: null, attributes: null });
    const stored = await directory.items.profile(id);
    expect(stored).not.toHaveProperty('phone');
    expect(stored).not.toHaveProperty('attributes');
    expect(stored?.version).toBe(2);
  });

  test('updateUser: refuses null for what every user has', async () => {
    const { id } = await directory.create();
    const input = { id, email: null, firstName: null, lastName: null, role: null };
    await expect(update(input)).rejects.toMatchObject({
      type: 'ValidationFailed',
      info: ['email', 'firstName', 'lastName', 'role'].map((field) => ({ field })),
    });
  });

  test('updateUser: refuses an empty patch', async () => {
    const { id } = await directory.create();
    await expect(update({ id, expectedVersion: 1 })).rejects.toMatchObject({
      type: 'ValidationFailed',
      info: [{ field: 'input', rule: 'notEmpty' }],
    });
  });

  test('updateUser: writes nothing when nothing differs', async () => {
    const before = await directory.create();
    directory.tableProxy.decide = (operation) =>
      operation === 'Query' ? 'forward' : { status: 500, body: {} };
    expect(await update({ id: before.id, email: before.email.toUpperCase() })).toEqual(before);
  });

  test('updateUser: answers NotFound for an unknown id', async () => {
    await expect(update({ id: 'nobody', firstName: 'A' })).rejects.toMatchObject({
      type: 'NotFound',
    });
  });

  test('updateUser: keeps attributes of the item that it does not know', async () => {
    const { id } = await directory.create();
    const { UpdateCommand } = await import('@aws-sdk/lib-dynamodb');
    await directory.documents.send(
      new UpdateCommand({
        TableName: 'Users',
        Key: profileKey(id),
        UpdateExpression: 'SET later = :later',
        ExpressionAttributeValues: { ':later': 'kept' },
      }),
    );
    await update({ id, lastName: 'Byron' });
    expect(await directory.items.profile(id)).toMatchObject({ later: 'kept', lastName: 'Byron' });
  });
});

describe('updateUser of the e-mail address', () => {
  test('updateUser: moves the lock', async () => {
    const before = await directory.create();
    const { email } = person();
    await update({ id: before.id, email });
    expect(await directory.items.lock(email)).toBe(before.id);
    expect(await directory.items.lock(before.email)).toBeUndefined();
  });

  test('updateUser: leaves no stale lock after a change back and forth', async () => {
    const before = await directory.create();
    const { email } = person();
    await update({ id: before.id, email });
    await update({ id: before.id, email: before.email });
    expect(await directory.items.lock(before.email)).toBe(before.id);
    expect(await directory.items.lock(email)).toBeUndefined();
    const other = await directory.create({ email });
    expect(other.id).not.toBe(before.id);
  });

  test("updateUser: refuses another user's address and changes nothing", async () => {
    const [one, other] = [await directory.create(), await directory.create()];
    await expect(
      update({ id: one.id, email: other.email, firstName: 'Eve' }),
    ).rejects.toMatchObject({ type: 'EmailTaken' });
    expect(await directory.items.profile(one.id)).toMatchObject(one);
    expect(await directory.items.lock(one.email)).toBe(one.id);
  });

  test('updateUser: gives one free address to one of 20 users who want it', async () => {
    const users = await Promise.all(Array.from({ length: 20 }, () => directory.create()));
    const { email } = person();
    const results = await Promise.allSettled(users.map(({ id }) => update({ id, email })));
    const winners = results.filter((result) => result.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(await directory.items.lock(email)).toBe(winners[0]?.value.id);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map((result) => (result.reason as { type: string }).type)).toEqual(
      Array.from({ length: 19 }, () => 'EmailTaken'),
    );
  });
});

describe('concurrent updates', () => {
  test('updateUser: lets one of 50 on the same version win, tells 49 the current one', async () => {
    const { id } = await directory.create();
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        update({ id, expectedVersion: 1, firstName: `Ada ${index}` }),
      ),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(49);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ type: 'VersionConflict', info: { currentVersion: 2 } });
    }
    expect((await directory.items.profile(id))?.version).toBe(2);
  });

  test('updateUser: a repeat by the SDK of a write whose answer was lost is no conflict', async () => {
    const { id } = await directory.create();
    const before = (await directory.items.profile(id))!;
    let asked = 0;
    directory.tableProxy.decide = (operation) =>
      operation === 'UpdateItem' && (asked += 1) === 1 ? 'loseAnswer' : 'forward';
    const patient = new DynamoDBClient({
      endpoint: directory.tableProxy.url,
      region: 'us-east-1',
      credentials: CREDENTIALS,
    });
    const documents = createDocuments(patient);
    const repository = createRepository({ documents, table: TABLE, clock: directory.clock });
    const after = { ...before, firstName: 'Once', version: 2 };
    expect(await repository.update(before, after)).toBe('updated');
    expect(asked).toBe(2);
    expect(await directory.items.profile(id)).toMatchObject({ firstName: 'Once', version: 2 });
    expect(await repository.update(before, after)).toBe('versionChanged');
    patient.destroy();
  });

  test('updateUser: refuses an old version before it looks at the patch', async () => {
    const before = await directory.create();
    await update({ id: before.id, firstName: 'Augusta' });
    await expect(
      update({ id: before.id, expectedVersion: 1, firstName: 'Augusta' }),
    ).rejects.toMatchObject({ type: 'VersionConflict', info: { currentVersion: 2 } });
  });

  test('updateUser: loses no update of different fields without a version', async () => {
    const { id } = await directory.create();
    const inputs: UpdateUserInput[] = [
      { id, firstName: 'Augusta' },
      { id, lastName: 'King' },
      { id, phone: '+12065550100' },
      { id, role: 'ADMIN' },
      { id, attributes: { title: 'Countess' } },
    ];
    await Promise.all(inputs.map(update));
    expect(await directory.items.profile(id)).toMatchObject({
      firstName: 'Augusta',
      lastName: 'King',
      phone: '+12065550100',
      role: 'ADMIN',
      attributes: { title: 'Countess' },
      version: 6,
    });
  });

  test('updateUser: counts every update it acknowledged, however many race', async () => {
    const { id } = await directory.create();
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => update({ id, firstName: `Ada ${index}` })),
    );
    const won = results.filter((result) => result.status === 'fulfilled').length;
    expect((await directory.items.profile(id))?.version).toBe(1 + won);
  });
});

describe('updateMe', () => {
  const me = (id: string, input: UpdateMeInput) =>
    updateMe(
      directory.services,
      event('updateMe', { input }, { id, kind: 'user', role: 'MEMBER' }),
    );

  test("updateMe: changes the caller's own names, phone and attributes only", async () => {
    const before = await directory.create();
    const input = { firstName: 'Me', role: 'ADMIN', email: 'x@example.com', id: 'other' };
    const after = await me(before.id, input);
    expect(after).toMatchObject({
      id: before.id,
      firstName: 'Me',
      role: 'MEMBER',
      email: before.email,
      updatedBy: before.id,
      version: 2,
    });
  });

  test('updateMe: refuses a patch of nothing the caller may change', async () => {
    const { id } = await directory.create();
    await expect(me(id, { role: 'ADMIN' } as UpdateMeInput)).rejects.toMatchObject({
      type: 'ValidationFailed',
    });
  });

  test('updateMe: refuses a suspended caller whose token still lives', async () => {
    const { id } = await directory.create();
    await suspendUser(directory.services, event('suspendUser', { id }));
    await expect(me(id, { firstName: 'Still here' })).rejects.toMatchObject({
      type: 'InvalidState',
    });
  });

  test('updateMe: answers NotFound to a caller without a record', async () => {
    await expect(me('stranger', { firstName: 'A' })).rejects.toMatchObject({ type: 'NotFound' });
  });
});
