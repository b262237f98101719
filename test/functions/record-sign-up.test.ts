import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkSignUp } from '../../functions/record-sign-up/check-sign-up.ts';
import { recordSignUp } from '../../functions/record-sign-up/record-sign-up.ts';
import type { SignUpEvent } from '../../functions/record-sign-up/sign-up-event.ts';
import type { Directory } from '../support/directory.ts';
import { startDirectory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const person = () => ({
  email: `${randomUUID()}@example.com`,
  given_name: 'Ada',
  family_name: 'Lovelace',
});

const event = (triggerSource: string, userAttributes: Record<string, string>, userName = '') =>
  ({
    triggerSource,
    userName,
    request: { userAttributes },
    response: {},
  }) as unknown as SignUpEvent;

const confirmed = (sub: string, attributes: Record<string, string> = person()) =>
  event('PostConfirmation_ConfirmSignUp', { sub, ...attributes }, sub);

const record = (given: SignUpEvent) => recordSignUp(directory.services, given);
const check = (given: SignUpEvent) => checkSignUp(directory.services, given);

describe('recordSignUp', () => {
  test('recordSignUp: makes an active member and locks the address', async () => {
    const [id, attributes] = [randomUUID(), person()];
    const given = confirmed(id, { ...attributes, email: attributes.email.toUpperCase() });
    expect(await record(given)).toBe(given);
    const at = new Date(directory.clock.now()).toISOString();
    expect(await directory.items.profile(id)).toMatchObject({
      id,
      email: attributes.email,
      firstName: 'Ada',
      lastName: 'Lovelace',
      role: 'MEMBER',
      status: 'ACTIVE',
      version: 1,
      createdAt: at,
      updatedAt: at,
      createdBy: id,
      updatedBy: id,
    });
    expect(await directory.items.lock(attributes.email)).toBe(id);
  });

  test('recordSignUp: a repeat, also at the same time, makes no second record', async () => {
    const given = confirmed(randomUUID());
    const answers = await Promise.all(Array.from({ length: 10 }, () => record(given)));
    expect(answers.every((answer) => answer === given)).toBe(true);
    await record(given);
    const id = given.userName;
    expect((await directory.items.profile(id))?.version).toBe(1);
    const stored = await directory.items.all();
    expect(stored.filter((item) => item['id'] === id && item['sk'] === 'LOCK')).toHaveLength(1);
  });

  test('recordSignUp: leaves a record that changed since as it is', async () => {
    const user = await directory.create();
    const attributes = { email: user.email, given_name: 'Other', family_name: 'Name' };
    await record(confirmed(user.id, attributes));
    expect(await directory.items.profile(user.id)).toMatchObject({
      firstName: user.firstName,
      status: 'INVITED',
      version: 1,
    });
  });

  test('recordSignUp: a forgotten password of an invited user makes no double', async () => {
    const user = await directory.create();
    const before = await directory.items.all();
    const attributes = { sub: user.id, email: user.email };
    const given = event('PostConfirmation_ConfirmForgotPassword', attributes, user.id);
    expect(await record(given)).toBe(given);
    expect(await directory.items.all()).toEqual(before);
  });

  test('recordSignUp: fails for an address that another user has, and leaves that user', async () => {
    const user = await directory.create();
    const id = randomUUID();
    await expect(record(confirmed(id, { ...person(), email: user.email }))).rejects.toThrow(
      'An account with the given email already exists',
    );
    expect(await directory.items.profile(id)).toBeUndefined();
    expect(await directory.items.lock(user.email)).toBe(user.id);
  });
});

describe('checkSignUp', () => {
  const before = (attributes: Record<string, string>) => event('PreSignUp_SignUp', attributes);

  test('checkSignUp: lets a person with names and a free address through', async () => {
    const given = before(person());
    expect(await check(given)).toBe(given);
  });

  test('checkSignUp: names every rule that is broken', async () => {
    const { email } = person();
    await expect(check(before({ email }))).rejects.toThrow(
      'given_name must have a value; family_name must have a value',
    );
    await expect(check(before({ ...person(), given_name: 'x'.repeat(101) }))).rejects.toThrow(
      'given_name may have at most 100 characters',
    );
  });

  test('checkSignUp: refuses an address of the directory in any case', async () => {
    const { email } = await directory.create();
    await expect(check(before({ ...person(), email: email.toUpperCase() }))).rejects.toThrow(
      'An account with the given email already exists',
    );
  });

  test('checkSignUp: leaves invitations of administrators alone', async () => {
    const { email } = await directory.create();
    const given = event('PreSignUp_AdminCreateUser', { email });
    expect(await check(given)).toBe(given);
  });
});
