import { describe, expect, it } from 'vitest';
import { admin, machine, member } from '../support/callers.ts';
import { FAILURE, loadResolver, UNAUTHORIZED } from '../support/resolver.ts';
import { userItem } from '../support/user-items.ts';

const getUserByEmail = loadResolver('Query.getUserByEmail');
const own = userItem({ id: 'member-id' });
const other = userItem({ id: 'ada' });

describe('Query.getUserByEmail', () => {
  it('request: looks the normalised address up in the index', () => {
    const { result } = getUserByEmail.request({
      identity: admin,
      // The accent as a character of its own: the table holds it composed.
      arguments: { email: ' Ren\u0065\u0301@Example.com ' },
    });
    expect(result).toMatchObject({
      operation: 'Query',
      index: 'byEmail',
      query: {
        expressionValues: { ':entity': { S: 'USER' }, ':email': { S: 'ren\u00e9@example.com' } },
      },
    });
  });

  it('request: refuses a machine without users/read, and nobody', () => {
    const email = 'ada@example.com';
    for (const identity of [machine('users/write'), null]) {
      const { error } = getUserByEmail.request({ identity, arguments: { email } });
      expect(error).toEqual(UNAUTHORIZED);
    }
  });

  it.each([
    ['an administrator', admin],
    ['a machine with users/read', machine('users/read')],
  ])('response: answers %s the record, or null', (_, identity) => {
    expect(getUserByEmail.response({ identity, result: { items: [other] } }).result).toEqual(other);
    const none = getUserByEmail.response({ identity, result: { items: [] } });
    expect(none).toMatchObject({ result: null, error: null });
  });

  it('response: answers a member the own record', () => {
    const { result } = getUserByEmail.response({ identity: member, result: { items: [own] } });
    expect(result).toEqual(own);
  });

  it("response: tells a member nothing of whether somebody else's address exists", () => {
    const taken = getUserByEmail.response({ identity: member, result: { items: [other] } });
    const free = getUserByEmail.response({ identity: member, result: { items: [] } });
    expect(taken.error).toEqual(UNAUTHORIZED);
    expect(free.error).toEqual(taken.error);
  });

  it('response: hides why the table failed', () => {
    const { error } = getUserByEmail.response({ identity: admin, error: FAILURE });
    expect(error).toMatchObject({ type: 'InternalError' });
  });
});
