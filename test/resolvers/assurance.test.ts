import { describe, expect, it } from 'vitest';
import { person } from '../support/callers.ts';
import { loadResolver } from '../support/resolver.ts';

const guard = loadResolver('guard/check-caller');

/** How `createFakeClock` begins. */
const NOW = Date.UTC(2026, 10, 23) / 1000;
const STRICT = { ADMINS_NEED_SECOND_FACTOR: 'true', REAUTHENTICATE_AFTER: '600' };
const MFA = { amr: ['pwd', 'otp', 'mfa'] };
const OLD = { ...MFA, auth_time: NOW - 601 };
const RECORD = { role: 'ADMIN', status: 'ACTIVE' };

interface Asked {
  readonly field?: string;
  readonly input?: object;
  readonly claims?: object;
  readonly record?: object;
  readonly env?: Readonly<Record<string, string>>;
}

/** What the guard ends with; null where it lets through. */
function refusalOf({ field = 'Query.getUser', input, claims, record, env = STRICT }: Asked) {
  const [parentTypeName = '', fieldName = ''] = field.split('.');
  const caller = person('ada', ['ADMIN'], NOW);
  const { error } = guard.response({
    identity: { ...caller, claims: { ...caller.claims, ...claims } },
    arguments: { id: 'bob', ...(input ? { input } : {}) },
    result: record ?? RECORD,
    info: { parentTypeName, fieldName },
    env,
  });
  return error;
}

describe('a second factor of administrators', () => {
  it.each([
    ['no claim, as of a pool that writes none', {}],
    ['a password alone', { amr: ['pwd'] }],
    ['a mailed code alone', { amr: ['otp'] }],
    ['a passkey that the pool does not count twice', { amr: ['pop', 'user'] }],
  ])('guard: refuses %s', (_, claims) => {
    expect(refusalOf({ claims })).toMatchObject({
      type: 'SecondFactorRequired',
      message: expect.stringContaining('set one up'),
    });
  });

  it.each([
    ['two factors', MFA],
    ['a passkey that the pool counts as both', { amr: ['pop', 'user', 'mfa'] }],
  ])('guard: lets %s through', (_, claims) => {
    expect(refusalOf({ claims })).toBeNull();
  });

  it('guard: asks by the record, not by the token: somebody made ADMIN just now', () => {
    expect(refusalOf({ field: 'Subscription.onUserChange' })?.type).toBe('SecondFactorRequired');
    expect(refusalOf({ field: 'Mutation.updateMe' })?.type).toBe('SecondFactorRequired');
  });

  it('guard: asks a MEMBER for none', () => {
    const record = { ...RECORD, role: 'MEMBER' };
    expect(refusalOf({ field: 'Mutation.updateMe', record })).toBeNull();
  });

  it('guard: asks for none where the stage does not, and for one where nobody says', () => {
    const env = { ...STRICT, ADMINS_NEED_SECOND_FACTOR: 'false' };
    expect(refusalOf({ env })).toBeNull();
    const { ADMINS_NEED_SECOND_FACTOR: _, ...unsaid } = STRICT;
    expect(refusalOf({ env: { ...unsaid, ADMINS_NEED_SECOND_FACTOR: '' } })?.type).toBe(
      'SecondFactorRequired',
    );
  });
});

describe('a fresh sign-in', () => {
  it.each([
    ['Mutation.deleteUser', undefined],
    ['Mutation.purgeUser', undefined],
    ['Mutation.resetFactors', undefined],
    ['Mutation.updateUser', { id: 'bob', role: 'MEMBER' }],
    ['Mutation.updateUser', { id: 'bob', role: 'ADMIN' }],
    ['Mutation.createUser', { role: 'ADMIN' }],
  ])('%s %j: is asked for', (field, input) => {
    expect(refusalOf({ field, input, claims: OLD })).toMatchObject({
      type: 'ReauthenticationRequired',
      message:
        'This asks for a sign-in of the last 10 minutes: sign in again and repeat the request.',
      info: { maxAgeSeconds: 600 },
    });
    expect(refusalOf({ field, input, claims: { ...OLD, auth_time: NOW - 600 } })).toBeNull();
  });

  it.each([
    ['Query.getUser', undefined],
    ['Mutation.suspendUser', undefined],
    ['Mutation.signOutEverywhere', undefined],
    ['Mutation.updateUser', { id: 'bob', lastName: 'Byron' }],
    ['Mutation.updateUser', { id: 'bob', role: null }],
    ['Mutation.createUser', { role: 'MEMBER' }],
  ])('%s %j: is not', (field, input) => {
    expect(refusalOf({ field, input, claims: OLD })).toBeNull();
  });

  it('guard: takes a token that does not tell its sign-in, or a setting that is none, for too old', () => {
    const field = 'Mutation.deleteUser';
    const type = 'ReauthenticationRequired';
    expect(refusalOf({ field, claims: { ...MFA, auth_time: null } })?.type).toBe(type);
    const env = { ...STRICT, REAUTHENTICATE_AFTER: 'soon' };
    expect(refusalOf({ field, claims: MFA, env })?.type).toBe(type);
  });

  it('guard: asks for none where the stage says never', () => {
    const env = { ...STRICT, REAUTHENTICATE_AFTER: 'never' };
    expect(refusalOf({ field: 'Mutation.deleteUser', claims: OLD, env })).toBeNull();
  });
});
