import { describe, expect, it } from 'vitest';
import { CALLERS, iamRole } from '../support/callers.ts';
import { loadResolver, UNAUTHORIZED } from '../support/resolver.ts';

const publish = loadResolver('Mutation.publishUserChange');
const input = {
  type: 'UPDATED',
  user: { id: 'ada', role: 'MEMBER', status: 'ACTIVE' },
  changedFields: ['firstName'],
};

const FIELDS = ['onUserChange', 'onUserCreated', 'onUserUpdated', 'onUserDeleted'];

describe('Mutation.publishUserChange', () => {
  it('request: passes on what a signed request says', () => {
    const { result } = publish.request({ identity: iamRole, arguments: { input } });
    expect(result).toEqual({ payload: input });
  });

  it('request: refuses every caller with a token, administrators too', () => {
    const { iamRole: _, ...others } = CALLERS;
    for (const identity of Object.values(others)) {
      expect(publish.request({ identity, arguments: { input } }).error).toEqual(UNAUTHORIZED);
    }
  });

  it('response: answers it, which is what subscribers hear', () => {
    expect(publish.response({ result: input }).result).toEqual(input);
  });

  it.each([
    ['is suspended', { ...input, user: { ...input.user, status: 'SUSPENDED' } }],
    ['is deleted', { ...input, type: 'DELETED' }],
    ['is signed out', { ...input, changedFields: ['sessionsEndedAt'] }],
    ['has one session less', { ...input, changedFields: ['revokedSessions'] }],
    ['is no ADMIN any more', { ...input, changedFields: ['role'] }],
    ['is no ADMIN any more and has a new name', { ...input, changedFields: ['lastName', 'role'] }],
  ])('response: ends every subscription of a user who %s', (_, result) => {
    expect(publish.response({ result }).effects.invalidations).toEqual(
      FIELDS.map((subscriptionField) => ({ subscriptionField, payload: { userId: 'ada' } })),
    );
  });

  it.each([
    ['is invited', { ...input, user: { ...input.user, status: 'INVITED' } }],
    ['is active', input],
    ['is created', { ...input, type: 'CREATED', changedFields: ['role', 'status'] }],
    [
      'becomes ADMIN',
      { ...input, user: { ...input.user, role: 'ADMIN' }, changedFields: ['role'] },
    ],
  ])('response: leaves the subscriptions of a user who %s alone', (_, result) => {
    expect(publish.response({ result }).effects.invalidations).toEqual([]);
  });
});
