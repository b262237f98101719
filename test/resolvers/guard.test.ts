import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machine, person } from '../support/callers.ts';
import type { FieldCall } from 'appsync-on-a-laptop/testing/field-runner';
import { startFields, type Fields } from '../support/fields.ts';
import { userItem } from '../support/user-items.ts';

let fields: Fields;

const suspended = person('suspended', ['ADMIN']);
const demoted = person('demoted', ['ADMIN']);
const deleted = person('deleted', ['ADMIN']);

beforeAll(async () => {
  fields = await startFields();
  await fields.put([
    userItem({ id: 'suspended', role: 'ADMIN', status: 'SUSPENDED' }),
    userItem({ id: 'demoted', role: 'MEMBER' }),
    userItem({ id: 'ada' }),
  ]);
});

afterAll(() => fields[Symbol.asyncDispose]());

const SUBSCRIPTIONS: [string, object][] = [
  ['Subscription.onUserChange', {}],
  ['Subscription.onUserCreated', {}],
  ['Subscription.onUserUpdated', { id: 'ada' }],
  ['Subscription.onUserDeleted', { id: 'ada' }],
];

const READS: [string, object][] = [
  ['Query.getUser', { id: 'ada' }],
  ['Query.getUserByEmail', { email: 'ada@example.com' }],
  ['Query.listUsers', {}],
];

const MUTATIONS: [string, object][] = [
  ['Mutation.createUser', { input: {} }],
  ['Mutation.updateUser', { input: {} }],
  ['Mutation.suspendUser', { id: 'ada' }],
  ['Mutation.reactivateUser', { id: 'ada' }],
  ['Mutation.resendInvitation', { id: 'ada' }],
  ['Mutation.deleteUser', { id: 'ada' }],
];

const OWN: [string, object][] = [['Mutation.updateMe', { input: {} }]];

const run = (field: string, args: object, identity: FieldCall['identity']) =>
  fields.run(field, { identity, arguments: { ...args } });

describe('a person whose token outlives the record', () => {
  it.each([...READS, ...MUTATIONS, ...OWN, ...SUBSCRIPTIONS])(
    '%s: refuses who is suspended or deleted and asks for nothing more',
    async (field, args) => {
      for (const identity of [suspended, deleted]) {
        expect((await run(field, args, identity)).error).toBe('unauthorized');
        expect(fields.asked).toEqual([]);
      }
    },
  );

  it('Query.me: refuses who is suspended, answers null to who is deleted', async () => {
    expect((await run('Query.me', {}, suspended)).error).toBe('unauthorized');
    expect(await run('Query.me', {}, deleted)).toMatchObject({ value: null, error: null });
  });

  it.each([...READS, ...MUTATIONS, ...SUBSCRIPTIONS])(
    '%s: refuses who is no administrator any more',
    async (field, args) => {
      expect((await run(field, args, demoted)).error).toBe('unauthorized');
    },
  );

  it('Query.getUser: answers the own record to who is no administrator any more', async () => {
    const { value, error } = await run('Query.getUser', { id: 'demoted' }, demoted);
    expect(error).toBeNull();
    expect(value).toMatchObject({ id: 'demoted', role: 'MEMBER' });
  });
});

describe('a machine client', () => {
  it('Query.getUser: is not looked up, as it has no record', async () => {
    const { value } = await run('Query.getUser', { id: 'ada' }, machine('users/read'));
    expect(value).toMatchObject({ id: 'ada' });
    expect(fields.asked).toHaveLength(1);
  });
});
