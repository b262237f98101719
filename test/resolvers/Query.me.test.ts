import { describe, expect, it } from 'vitest';
import { admin, iamRole, machine, member, person } from '../support/callers.ts';
import { FAILURE, loadResolver, UNAUTHORIZED } from '../support/resolver.ts';
import { userItem } from '../support/user-items.ts';

const me = loadResolver('Query.me');

describe('Query.me', () => {
  it.each([
    ['a member', member],
    ['a person who is in no group yet', person('member-id', null)],
  ])('request: reads the own record of %s', (_, identity) => {
    expect(me.request({ identity }).result).toMatchObject({
      operation: 'Query',
      query: {
        expression: 'pk = :pk AND sk BETWEEN :record AND :signIn',
        expressionValues: { ':pk': { S: 'USER#member-id' } },
      },
    });
  });

  it('request: reads the own record of an administrator, not any', () => {
    expect(me.request({ identity: admin }).result).toMatchObject({
      query: { expressionValues: { ':pk': { S: 'USER#admin-id' } } },
    });
  });

  it.each([
    ['a machine, which has no record', machine('users/read', 'users/write')],
    ['a signed request', iamRole],
    ['nobody', null],
  ])('request: refuses %s', (_, identity) => {
    expect(me.request({ identity }).error).toEqual(UNAUTHORIZED);
  });

  it('response: answers the record, or null when the directory holds none', () => {
    const items = [
      userItem({ id: 'ada' }),
      { sk: 'SIGN_IN', lastSignInAt: '2026-02-01T00:00:00Z' },
    ];
    expect(me.response({ result: { items } }).result).toMatchObject({
      id: 'ada',
      lastSignInAt: '2026-02-01T00:00:00Z',
    });
    expect(me.response({ result: { items: [] } })).toMatchObject({ result: null, error: null });
  });

  it('response: hides why the table failed', () => {
    expect(me.response({ error: FAILURE }).error).toMatchObject({ type: 'InternalError' });
  });
});
