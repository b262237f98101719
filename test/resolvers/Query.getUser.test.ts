import { describe, expect, it } from 'vitest';
import { admin, machine, member } from '../support/callers.ts';
import { FAILURE, loadResolver, UNAUTHORIZED } from '../support/resolver.ts';
import { userItem } from '../support/user-items.ts';

const getUser = loadResolver('Query.getUser');

describe('Query.getUser', () => {
  it('request: reads the record and the last sign-in at once, the last writes included', () => {
    const { result, error } = getUser.request({ identity: admin, arguments: { id: 'ada' } });
    expect(error).toBeNull();
    expect(result).toEqual({
      operation: 'Query',
      query: {
        expression: 'pk = :pk AND sk BETWEEN :record AND :signIn',
        expressionValues: {
          ':pk': { S: 'USER#ada' },
          ':record': { S: 'PROFILE' },
          ':signIn': { S: 'SIGN_IN' },
        },
      },
      consistentRead: true,
    });
  });

  it.each([
    ['a member the own record', member, 'member-id'],
    ['a machine with users/read any record', machine('users/read'), 'ada'],
  ])('request: lets %s be read', (_, identity, id) => {
    expect(getUser.request({ identity, arguments: { id } }).error).toBeNull();
  });

  it.each([
    ['a member another record', member],
    ['a machine with users/write only', machine('users/write')],
    ['nobody', null],
  ])('request: refuses %s', (_, identity) => {
    const { error } = getUser.request({ identity, arguments: { id: 'ada' } });
    expect(error).toEqual(UNAUTHORIZED);
  });

  it('response: answers the record', () => {
    const item = { ...userItem({ id: 'ada' }), attributes: { team: 'blue' } };
    expect(getUser.response({ result: { items: [item] } }).result).toMatchObject({
      id: 'ada',
      attributes: { team: 'blue' },
    });
  });

  // The record's own time is that of the first sign-in, or in a table of old, of the last before an upgrade.
  it.each([
    ['2026-02-01T00:00:00.000Z', undefined, '2026-02-01T00:00:00.000Z'],
    ['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['2026-04-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'],
  ])('response: of %s on the record and %s beside it tells %s', (own, beside, expected) => {
    const record = { ...userItem({ id: 'ada' }), lastSignInAt: own };
    const signIn = { pk: 'USER#ada', sk: 'SIGN_IN', lastSignInAt: beside };
    const items = beside === undefined ? [record] : [record, signIn];
    expect(getUser.response({ result: { items } }).result).toMatchObject({
      sk: 'PROFILE',
      lastSignInAt: expected,
    });
  });

  it.each([
    ['nobody', { items: [] }],
    ['an id that can be none', null],
    ['a sign-in without a record', { items: [{ pk: 'USER#ada', sk: 'SIGN_IN' }] }],
  ])('response: answers null for %s', (_, result) => {
    expect(getUser.response({ result })).toMatchObject({ result: null, error: null });
  });

  it.each([
    'DynamoDB:ProvisionedThroughputExceededException',
    'DynamoDB:RequestLimitExceededException',
    'DynamoDB:ThrottlingException',
  ])('response: answers LimitExceeded to %s', (type) => {
    const { error, logs } = getUser.response({ error: { ...FAILURE, type } });
    expect(error).toMatchObject({ type: 'LimitExceeded' });
    expect(logs).toEqual([expect.stringMatching(/^ERROR .*"failed" .*"type":"LimitExceeded"/)]);
  });

  it('response: hides why the table failed, but for the id of the request', () => {
    const { error, logs } = getUser.response({
      error: FAILURE,
      request: { headers: { 'x-amzn-requestid': 'r-1' }, domainName: null },
    });
    expect(error).toMatchObject({ type: 'InternalError', message: expect.stringMatching(/r-1/) });
    expect(JSON.stringify([error, logs])).not.toContain(FAILURE.message);
    expect(logs).toEqual([expect.stringMatching(/^ERROR .*r-1.*DynamoDB:DynamoDbException/)]);
  });
});
