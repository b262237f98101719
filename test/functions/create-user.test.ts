import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { historyKey, lockKey, profileKey } from '../../model/keys.ts';
import { createUser } from '../../functions/create-user/create-user.ts';
import { verifiedEmail } from '../../functions/lib/identity.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { CreateUserInput } from '../../generated/schema-types.ts';
import type { Directory } from '../support/directory.ts';
import { ADMIN, event, MACHINE, person, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const outcomes = (results: PromiseSettledResult<unknown>[]) =>
  Object.groupBy(results, (result) =>
    result.status === 'fulfilled' ? 'created' : (result.reason as { type: string }).type,
  );

describe('createUser', () => {
  test('createUser: stores the normalised person and invites them', async () => {
    const user = await directory.create({
      email: '  Grace.HOPPER@Example.COM ',
      firstName: ' Grace ',
      lastName: 'Hopper Mu\u0308ller',
      phone: '+44 20 7946 0018',
      role: 'ADMIN',
      attributes: { team: 'navy', tags: ['a'] },
    });

    expect(user).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/u),
      email: 'grace.hopper@example.com',
      firstName: 'Grace',
      lastName: 'Hopper M\u00fcller',
      phone: '+442079460018',
      role: 'ADMIN',
      status: 'INVITED',
      attributes: { team: 'navy', tags: ['a'] },
      version: 1,
      createdAt: '2026-11-23T10:00:00.000Z',
      updatedAt: '2026-11-23T10:00:00.000Z',
      createdBy: 'admin-sub',
      updatedBy: 'admin-sub',
      invitation: {
        sentAt: '2026-11-23T10:00:00.000Z',
        expiresAt: '2026-11-30T10:00:00.000Z',
        sentBy: 'admin-sub',
        times: 1,
      },
    });
    expect(await directory.items.profile(user.id)).toEqual({
      ...user,
      pk: `USER#${user.id}`,
      sk: 'PROFILE',
      entity: 'USER',
      statusRole: 'INVITED#ADMIN',
      nameKey: `grace hopper muller#${user.id}`,
      words: ' grace hopper muller grace.hopper@example.com',
      word1: 'hopper',
      word2: 'muller',
      createdKey: `2026-11-23T10:00:00.000Z#${user.id}`,
    });
    expect(await directory.items.lock('grace.hopper@example.com')).toBe(user.id);
    const known = await directory.cognito.find(user.id);
    expect(known).toMatchObject({
      enabled: true,
      groups: ['ADMIN'],
      attributes: {
        email: 'grace.hopper@example.com',
        email_verified: 'true',
        given_name: 'Grace',
        family_name: 'Hopper M\u00fcller',
        phone_number: '+442079460018',
        sub: user.id,
      },
    });
  });

  test('createUser: is a member without attributes unless told otherwise', async () => {
    const user = await directory.create({ phone: null, attributes: null }, MACHINE);
    expect(user).toMatchObject({ role: 'MEMBER', createdBy: 'client:machine' });
    expect(Object.keys(user)).not.toContain('phone');
    expect(Object.keys(user)).not.toContain('attributes');
  });

  test('createUser: takes no id, status or version from the input', async () => {
    const victim = await directory.create();
    const input = { ...person(), id: victim.id, status: 'ACTIVE', version: 9 };
    const user = await createUser(directory.services, event('createUser', { input }));
    expect(user.id).not.toBe(victim.id);
    expect(user).toMatchObject({ status: 'INVITED', version: 1 });
  });

  test('createUser: lists every wrong field at once', async () => {
    const input = { email: 'nobody', firstName: ' ', lastName: 'x'.repeat(101), phone: '12' };
    await expect(directory.create({ ...input, attributes: [1] })).rejects.toMatchObject({
      type: 'ValidationFailed',
      info: [
        { field: 'email', rule: 'format' },
        { field: 'firstName', rule: 'required' },
        { field: 'lastName', rule: 'maxLength' },
        { field: 'phone', rule: 'format' },
        { field: 'attributes', rule: 'object' },
      ],
    });
  });

  test('createUser: refuses an address that is taken in another case', async () => {
    const { email } = await directory.create();
    await expect(directory.create({ email: email.toUpperCase() })).rejects.toMatchObject({
      type: 'EmailTaken',
    });
  });

  test('createUser: lets one of 50 concurrent creates of an address win', async () => {
    const email = 'race@example.com';
    const spell = (index: number) =>
      Array.from(email, (letter, at) => ((index >> (at % 6)) & 1 ? letter.toUpperCase() : letter));
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        directory.create({ email: spell(index).join(''), firstName: `Racer ${index}` }),
      ),
    );

    const { created, EmailTaken } = outcomes(results);
    expect(created).toHaveLength(1);
    expect(EmailTaken).toHaveLength(49);
    const winner = (created?.[0] as PromiseFulfilledResult<{ id: string }>).value;
    expect(await directory.items.lock(email)).toBe(winner.id);
    const profiles = (await directory.items.all()).filter((item) => item['email'] === email);
    expect(profiles).toHaveLength(1);
    // The winner can sign in: nobody removed the Cognito user behind the record.
    expect((await directory.cognito.find(email))?.attributes['sub']).toBe(winner.id);
  });

  test('createUser: removes its Cognito user when another record holds the address', async () => {
    // The lock appears after the look at it: as when an e-mail change commits at that moment.
    const email = 'moved@example.com';
    const holder = await directory.create();
    await directory.services.repository.update(holder, { ...holder, email, version: 2 });
    directory.tableProxy.decide = (operation, body) =>
      operation === 'GetItem' && JSON.stringify(body).includes(email)
        ? { status: 200, body: {} }
        : 'forward';

    await expect(directory.create({ email })).rejects.toMatchObject({ type: 'EmailTaken' });
    expect(await directory.cognito.find(email)).toBeUndefined();
    expect(await directory.items.lock(email)).toBe(holder.id);
  });

  test.each([
    ['TransactWriteItems', 'InternalServerError', 500],
    ['TransactWriteItems', 'ValidationException', 400],
    ['AdminAddUserToGroup', 'ResourceNotFoundException', 400],
  ])(
    'createUser: takes its Cognito user back when %s fails with %s',
    async (failing, __type, status) => {
      const input = { ...person(), role: 'ADMIN' as const };
      const spoil = (operation: string) =>
        operation === failing ? { status, body: { __type } } : 'forward';
      directory.tableProxy.decide = spoil;
      directory.poolProxy.decide = spoil;
      await expect(directory.create(input)).rejects.toThrow();
      expect(await directory.cognito.find(input.email)).toBeUndefined();
      directory.mend();

      const user = await directory.create(input);
      expect(await directory.items.lock(input.email)).toBe(user.id);
    },
  );

  test('createUser: leaves the Cognito user of a record whose write was acknowledged to nobody', async () => {
    const input = person();
    directory.tableProxy.decide = (operation) =>
      operation === 'TransactWriteItems' ? 'loseAnswer' : 'forward';
    await directory.create(input).catch(() => {});
    const known = await directory.cognito.find(input.email);
    expect(known?.attributes['sub']).toBe(await directory.items.lock(input.email));
  });

  test('createUser: adopts a Cognito user without a record who has proved the address', async () => {
    const input = person();
    const sub = await directory.services.identity.invite(input as UserRecord);
    await directory.cognito.confirm(input.email);
    const user = await directory.create(input);
    expect(user.id).toBe(sub);
    expect(await directory.items.lock(input.email)).toBe(user.id);
  });

  test('createUser: does not adopt a password of somebody who has not proved the address', async () => {
    const input = person();
    const sub = (await directory.services.identity.invite(input as UserRecord)) ?? '';
    await directory.cognito.confirm(input.email);
    await directory.services.identity.writeAttributes(sub, { email_verified: 'false' });

    const user = await directory.create(input);

    expect(user.id).not.toBe(sub);
    expect(await directory.cognito.find(sub)).toBeUndefined();
    const [, invitation = ''] = await directory.invitationsTo(input.email);
    expect(await directory.cognito.tryPassword(input.email, invitation)).toBe(
      'NEW_PASSWORD_REQUIRED',
    );
  });
});

describe('createUser with clientRequestToken', () => {
  const repeat = (input: CreateUserInput, actor = ADMIN) =>
    createUser(directory.services, event('createUser', { input }, actor));

  test('createUser: takes an address that a change has freed before Cognito knows', async () => {
    const user = await directory.create();
    const { email } = user;
    const renamed = `renamed.${email}`;
    await updateUser(
      directory.services,
      event('updateUser', { input: { id: user.id, email: renamed } }),
    );

    const next = await directory.create({ email });

    expect(next.id).not.toBe(user.id);
    expect((await directory.cognito.find(user.id))?.attributes['email']).toBe(renamed);
    expect((await directory.cognito.find(next.id))?.attributes['email']).toBe(email);
  });

  test('createUser: takes an address that Cognito hears of while it is asked', async () => {
    const user = await directory.create();
    const { email } = user;
    const renamed = `renamed.${email}`;
    const input = { id: user.id, email: renamed };
    const record = await updateUser(directory.services, event('updateUser', { input }));
    const { identity } = directory.services;
    const findSub = async (address: string): Promise<string | null> => {
      await identity.writeAttributes(record.id, verifiedEmail(record.email)); // what sync-identity does
      return identity.findSub(address);
    };

    const next = await createUser(
      { ...directory.services, identity: { ...identity, findSub } },
      event('createUser', { input: { ...person(), email } }),
    );

    expect(next.id).not.toBe(user.id);
    expect((await directory.cognito.find(next.id))?.attributes['email']).toBe(email);
  });

  test('createUser: gives the address of a deleted user a new identity before Cognito knows', async () => {
    const gone = await directory.create();
    await directory.documents.send(
      new TransactWriteCommand({
        TransactItems: [
          { Delete: { TableName: TABLE, Key: profileKey(gone.id) } },
          { Delete: { TableName: TABLE, Key: lockKey(gone.email) } },
          { Put: { TableName: TABLE, Item: { ...historyKey(gone.id, 2), type: 'DELETED' } } },
        ],
      }),
    );

    const next = await directory.create({ email: gone.email });

    expect(next.id).not.toBe(gone.id);
    expect(await directory.cognito.find(gone.id)).toBeUndefined();
    expect(await directory.items.profile(next.id)).toMatchObject({ version: 1, status: 'INVITED' });
  });

  test('createUser: answers the same user for the same token and input', async () => {
    const input = { ...person(), clientRequestToken: 'same' };
    const first = await repeat(input);
    const again = await repeat({ ...input, email: ` ${input.email.toUpperCase()}` });
    expect(again).toEqual(first);
    expect(directory.calls('AdminCreateUser', input.email)).toBe(1);
  });

  test('createUser: refuses the token with other input', async () => {
    const input = { ...person(), clientRequestToken: 'other' };
    await repeat(input);
    await expect(repeat({ ...input, firstName: 'Eve' })).rejects.toMatchObject({
      type: 'ValidationFailed',
      info: [{ field: 'clientRequestToken', rule: 'unique' }],
    });
  });

  test('createUser: keeps the tokens of different callers apart', async () => {
    const first = await repeat({ ...person(), clientRequestToken: 'mine' });
    const second = await repeat({ ...person(), clientRequestToken: 'mine' }, MACHINE);
    expect(second.id).not.toBe(first.id);
  });

  test('createUser: answers one user to the same request running 20 times at once', async () => {
    const input = { ...person(), clientRequestToken: 'parallel' };
    const users = await Promise.all(Array.from({ length: 20 }, () => repeat(input)));
    expect(new Set(users.map((user) => user.id)).size).toBe(1);
  });

  test('createUser: forgets the token after 24 hours', async () => {
    const input = { ...person(), clientRequestToken: 'daily' };
    await repeat(input);
    directory.clock.advance(24 * 60 * 60 * 1000 - 1000);
    await expect(repeat({ ...person(), clientRequestToken: 'daily' })).rejects.toMatchObject({
      type: 'ValidationFailed',
    });
    directory.clock.advance(1000);
    const other = await repeat({ ...person(), clientRequestToken: 'daily' });
    expect(other.email).not.toBe(input.email);
  });

  test('createUser: answers the user when the first answer was lost', async () => {
    const input = { ...person(), clientRequestToken: 'lost' };
    directory.tableProxy.decide = (operation) =>
      operation === 'TransactWriteItems' ? 'loseAnswer' : 'forward';
    await expect(repeat(input)).rejects.toThrow();
    directory.mend();
    const user = await repeat(input);
    expect(user.email).toBe(input.email);
    expect(await directory.items.lock(input.email)).toBe(user.id);
  });

  test.each(['', 'x'.repeat(65), 'a\u0000b'])(
    'createUser: refuses the token %j',
    async (clientRequestToken) => {
      await expect(repeat({ ...person(), clientRequestToken })).rejects.toMatchObject({
        type: 'ValidationFailed',
        info: [{ field: 'clientRequestToken' }],
      });
    },
  );
});
