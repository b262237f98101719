import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS, type OperationName } from '../../model/operations.ts';
import { machine, person } from '../support/callers.ts';
import type { FieldCall } from 'appsync-on-a-laptop/testing/field-runner';
import { startFields, type Fields } from '../support/fields.ts';
import { userItem } from '../support/user-items.ts';

let fields: Fields;

const suspended = person('suspended', ['ADMIN']);
const demoted = person('demoted', ['ADMIN']);
const deleted = person('deleted', ['ADMIN']);
const ENDED_AT = 1_767_300_000;
const REVOKED_AT = ENDED_AT + 600;
const revoked = person('revoked', ['ADMIN'], REVOKED_AT);
const signedOut = person('signedOut', ['ADMIN'], ENDED_AT - 1);

beforeAll(async () => {
  fields = await startFields();
  await fields.put([
    userItem({ id: 'suspended', role: 'ADMIN', status: 'SUSPENDED' }),
    userItem({ id: 'demoted', role: 'MEMBER' }),
    userItem({
      id: 'signedOut',
      role: 'ADMIN',
      sessionsEndedAt: new Date(ENDED_AT * 1000 + 999).toISOString(),
    }),
    userItem({
      id: 'revoked',
      role: 'ADMIN',
      revokedSessions: [
        {
          id: 'tkn',
          client: 'app-client',
          startedAt: new Date(REVOKED_AT * 1000 + 100).toISOString(),
          revokedAt: new Date((REVOKED_AT + 60) * 1000).toISOString(),
        },
      ],
    }),
    userItem({ id: 'ada' }),
  ]);
});

afterAll(() => fields[Symbol.asyncDispose]());

type Guarded = {
  [Name in OperationName]: (typeof OPERATIONS)[Name]['guarded'] extends true ? Name : never;
}[OperationName];

/** About somebody else, where the field is about somebody. A guarded field that is missing is a type error. */
const ARGUMENTS: Readonly<Record<Guarded, object>> = {
  'Query.getUser': { id: 'ada' },
  'Query.getUserByEmail': { email: 'ada@example.com' },
  'Query.listUsers': {},
  'Query.userStats': {},
  'Query.userActivity': {},
  'Query.changeBacklog': {},
  'Query.exportUser': { id: 'ada' },
  'Mutation.createUser': { input: {} },
  'Mutation.updateUser': { input: {} },
  'Mutation.updateMe': { input: {} },
  'Mutation.requestEmailChange': { input: {} },
  'Mutation.confirmEmailChange': { code: '000000' },
  'Mutation.suspendUser': { id: 'ada' },
  'Mutation.reactivateUser': { id: 'ada' },
  'Mutation.signOutEverywhere': { id: 'ada' },
  'Mutation.revokeSession': { id: 'ada', sessionId: 'none' },
  'Mutation.resetFactors': { id: 'ada' },
  'Mutation.resendInvitation': { id: 'ada' },
  'Mutation.revokeInvitation': { id: 'ada' },
  'Mutation.deleteUser': { id: 'ada' },
  'Mutation.purgeUser': { id: 'ada' },
  'Subscription.onUserChange': {},
  'Subscription.onUserCreated': {},
  'Subscription.onUserUpdated': { id: 'ada' },
  'Subscription.onUserDeleted': { id: 'ada' },
};

const GUARDED = Object.entries(ARGUMENTS);

/** By the design, not by model/operations.ts: they see to it themselves, or are closed to tokens. */
const UNGUARDED = [
  'Mutation.publishUserChange',
  'Query.me',
  'User.factors',
  'User.history',
  'User.sessions',
];

/** By the design: what a MEMBER does to the own record. */
const OWN = ['Mutation.updateMe', 'Mutation.requestEmailChange', 'Mutation.confirmEmailChange'];

const withClaims = (identity: typeof revoked, claims: object) => ({
  ...identity,
  claims: { ...identity.claims, ...claims },
});

const run = (field: string, args: object, identity: FieldCall['identity']) =>
  fields.run(field, { identity, arguments: { ...args } });

describe('a person whose token outlives the record', () => {
  it('every other field: is guarded', () => {
    const others = Object.keys(OPERATIONS).filter((name) => !(name in ARGUMENTS));
    expect(others.toSorted()).toEqual(UNGUARDED);
  });

  it.each(GUARDED)(
    '%s: refuses who is suspended, signed out or deleted and asks for nothing more',
    async (field, args) => {
      for (const identity of [suspended, signedOut, revoked, deleted]) {
        expect((await run(field, args, identity)).error).toBe('unauthorized');
        expect(fields.asked).toEqual([]);
      }
    },
  );

  it('Query.getUser: answers who has signed in again, within the very second', async () => {
    const again = person('signedOut', ['ADMIN'], ENDED_AT);
    const { value } = await run('Query.getUser', { id: 'ada' }, again);
    expect(value).toMatchObject({ id: 'ada' });
    expect((await run('Query.me', {}, again)).value).toMatchObject({ id: 'signedOut' });
  });

  it.each([
    ['began at another time', person('revoked', ['ADMIN'], REVOKED_AT + 10)],
    ['is of another app', withClaims(revoked, { client_id: 'console' })],
  ])('Query.getUser: answers a session of whom another was revoked, which %s', async (_, other) => {
    const { value } = await run('Query.getUser', { id: 'ada' }, other);
    expect(value).toMatchObject({ id: 'ada' });
  });

  it('Query.getUser: refuses the ID token of a revoked session as well', async () => {
    const { client_id: aud, ...claims } = revoked.claims;
    const byIdToken = { ...revoked, claims: { ...claims, aud, 'cognito:username': 'revoked' } };
    expect((await run('Query.getUser', { id: 'ada' }, byIdToken)).error).toBe('unauthorized');
  });

  it('Query.me: refuses who is suspended or signed out, answers null to who is deleted', async () => {
    expect((await run('Query.me', {}, suspended)).error).toBe('unauthorized');
    expect((await run('Query.me', {}, signedOut)).error).toBe('unauthorized');
    expect((await run('Query.me', {}, revoked)).error).toBe('unauthorized');
    expect(await run('Query.me', {}, deleted)).toMatchObject({ value: null, error: null });
  });

  it.each(GUARDED.filter(([field]) => !OWN.includes(field)))(
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
