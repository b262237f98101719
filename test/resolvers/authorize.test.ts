import { describe, expect, it } from 'vitest';
import { CALLERS, type CallerName } from '../support/callers.ts';
import { loadResolver, UNAUTHORIZED } from '../support/resolver.ts';

type Admitted = readonly CallerName[];

const ADMINS: Admitted = ['admin', 'adminByIdToken'];
const PEOPLE: Admitted = [...ADMINS, 'member', 'memberByIdToken', 'personWithoutGroup'];
const READERS: Admitted = ['machineRead', 'machineBoth'];
const WRITERS: Admitted = ['machineWrite', 'machineBoth'];

/** The arguments and the parent concern a user who is none of the callers. */
const other = { arguments: { id: 'other', email: 'other@example.com', input: {} } };
/** They concern the member. */
const own = { arguments: { id: 'member-id' } };

const FIELDS: readonly [string, string, object, Admitted][] = [
  ['Query.me', '', {}, PEOPLE],
  ['Query.getUser', 'of another', other, [...ADMINS, ...READERS]],
  ['Query.getUser', 'of the member', own, [...PEOPLE, ...READERS]],
  ['Query.listUsers/index', '', {}, [...ADMINS, ...READERS]],
  ['User.history', 'of another', { source: { id: 'other' } }, [...ADMINS, ...READERS]],
  ['User.history', 'of the member', { source: { id: 'member-id' } }, [...PEOPLE, ...READERS]],
  ['Mutation.createUser', '', other, [...ADMINS, ...WRITERS]],
  ['Mutation.updateUser', '', other, [...ADMINS, ...WRITERS]],
  ['Mutation.updateMe', '', other, PEOPLE],
  ['Mutation.suspendUser', '', own, [...ADMINS, ...WRITERS]],
  ['Mutation.reactivateUser', '', own, [...ADMINS, ...WRITERS]],
  ['Mutation.resendInvitation', '', own, [...ADMINS, ...WRITERS]],
  ['Mutation.deleteUser', '', own, [...ADMINS, ...WRITERS]],
  ['Mutation.publishUserChange', '', other, ['iamRole']],
  ['Subscription.onUserChange', '', {}, [...PEOPLE, ...READERS]],
  ['Subscription.onUserCreated', '', {}, [...PEOPLE, ...READERS]],
  ['Subscription.onUserUpdated', 'of another', other, [...ADMINS, ...READERS]],
  ['Subscription.onUserUpdated', 'of the member', own, [...PEOPLE, ...READERS]],
  ['Subscription.onUserDeleted', 'of another', other, [...ADMINS, ...READERS]],
  ['Subscription.onUserDeleted', 'of the member', own, [...PEOPLE, ...READERS]],
];

describe.each(FIELDS)('%s %s', (file, _, context, admitted) => {
  const resolver = loadResolver(file);

  it.each(Object.entries(CALLERS))('request: admits or refuses %s', (name, identity) => {
    const { error, result } = resolver.request({ ...context, identity });
    if (admitted.includes(name as CallerName)) {
      expect(error).toBeNull();
    } else {
      expect(error).toEqual(UNAUTHORIZED);
      expect(result).toBeUndefined();
    }
  });
});

describe('a field without a rule', () => {
  it('request: refuses an administrator', () => {
    const resolver = loadResolver('Mutation.createUser');
    const { error } = resolver.request({
      identity: CALLERS.admin,
      info: { fieldName: 'newField' },
    });
    expect(error).toEqual(UNAUTHORIZED);
  });
});
