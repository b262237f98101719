import { describe, expect, it } from 'vitest';
import { OPERATIONS, type Operation, type OperationName } from '../../model/operations.ts';
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

type Case = readonly [what: string, context: object, admitted: Admitted];

const ADMINS_AND_READERS: Admitted = [...ADMINS, ...READERS];
const ADMINS_AND_WRITERS: Admitted = [...ADMINS, ...WRITERS];
const EVERYBODY_BUT_WRITERS: Admitted = [...PEOPLE, ...READERS];
const EVERYBODY_BUT_READERS: Admitted = [...PEOPLE, ...WRITERS];

/** By the design, not by model/operations.ts. An operation that is missing is a type error. */
const EXPECTED: Readonly<Record<OperationName, readonly Case[]>> = {
  'Query.me': [['', {}, PEOPLE]],
  'Query.getUser': [
    ['of another', other, ADMINS_AND_READERS],
    ['of the member', own, EVERYBODY_BUT_WRITERS],
  ],
  // Whose it is shows after a read: test/resolvers/Query.getUserByEmail.test.ts.
  'Query.getUserByEmail': [['', other, EVERYBODY_BUT_WRITERS]],
  'Query.listUsers': [['', {}, ADMINS_AND_READERS]],
  'Query.userStats': [['', {}, ADMINS_AND_READERS]],
  'Query.userActivity': [['', {}, ADMINS_AND_READERS]],
  'Query.changeBacklog': [['', {}, ADMINS_AND_READERS]],
  'Query.exportUser': [
    ['of another', other, ADMINS_AND_READERS],
    ['of the member', own, EVERYBODY_BUT_WRITERS],
  ],
  'User.history': [
    ['of another', { source: { id: 'other' } }, ADMINS_AND_READERS],
    ['of the member', { source: { id: 'member-id' } }, EVERYBODY_BUT_WRITERS],
  ],
  'User.sessions': [
    ['of another', { source: { id: 'other' } }, ADMINS_AND_READERS],
    ['of the member', { source: { id: 'member-id' } }, EVERYBODY_BUT_WRITERS],
  ],
  'User.factors': [
    ['of another', { source: { id: 'other' } }, ADMINS_AND_READERS],
    ['of the member', { source: { id: 'member-id' } }, EVERYBODY_BUT_WRITERS],
  ],
  'Mutation.createUser': [['', other, ADMINS_AND_WRITERS]],
  'Mutation.updateUser': [['', other, ADMINS_AND_WRITERS]],
  'Mutation.updateMe': [['', other, PEOPLE]],
  'Mutation.requestEmailChange': [['', other, PEOPLE]],
  'Mutation.confirmEmailChange': [['', { arguments: { code: '000000' } }, PEOPLE]],
  'Mutation.suspendUser': [['', own, ADMINS_AND_WRITERS]],
  'Mutation.reactivateUser': [['', own, ADMINS_AND_WRITERS]],
  'Mutation.signOutEverywhere': [
    ['of another', other, ADMINS_AND_WRITERS],
    ['of the member', own, EVERYBODY_BUT_READERS],
  ],
  'Mutation.revokeSession': [
    ['of another', other, ADMINS_AND_WRITERS],
    ['of the member', own, EVERYBODY_BUT_READERS],
  ],
  'Mutation.resetFactors': [['', own, ADMINS_AND_WRITERS]],
  'Mutation.resendInvitation': [['', own, ADMINS_AND_WRITERS]],
  'Mutation.revokeInvitation': [['', own, ADMINS_AND_WRITERS]],
  'Mutation.deleteUser': [['', own, ADMINS_AND_WRITERS]],
  'Mutation.purgeUser': [['', own, ADMINS_AND_WRITERS]],
  'Mutation.publishUserChange': [['', other, ['iamRole']]],
  'Subscription.onUserChange': [['', {}, EVERYBODY_BUT_WRITERS]],
  'Subscription.onUserCreated': [['', {}, EVERYBODY_BUT_WRITERS]],
  'Subscription.onUserUpdated': [
    ['of another', other, ADMINS_AND_READERS],
    ['of the member', own, EVERYBODY_BUT_WRITERS],
  ],
  'Subscription.onUserDeleted': [
    ['of another', other, ADMINS_AND_READERS],
    ['of the member', own, EVERYBODY_BUT_WRITERS],
  ],
};

const FIELDS = Object.entries(EXPECTED).flatMap(([name, cases]) =>
  cases.map(([what, context, admitted]) => [name, what, context, admitted] as const),
);

/** What runs first of a field. */
function firstOf(name: string): string {
  const { run } = Object.entries<Operation>(OPERATIONS).find(([field]) => field === name)![1];
  return typeof run === 'object' && 'steps' in run ? `${name}/index` : name;
}

describe.each(FIELDS)('%s %s', (name, _, context, admitted) => {
  const resolver = loadResolver(firstOf(name));

  it.each(Object.entries(CALLERS))('request: admits or refuses %s', (caller, identity) => {
    const { error, result } = resolver.request({ ...context, identity });
    if (admitted.includes(caller as CallerName)) {
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
