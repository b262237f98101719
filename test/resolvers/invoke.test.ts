import { describe, expect, it, test } from 'vitest';
import { OPERATIONS, type Operation } from '../../model/operations.ts';
import { admin, machine, member } from '../support/callers.ts';
import { FAILURE, loadResolver, UNAUTHORIZED } from '../support/resolver.ts';
import { userItem } from '../support/user-items.ts';

/** Every field that one function answers, and whether whoever is signed in may call it. */
const FIELDS = Object.entries<Operation>(OPERATIONS).flatMap(([name, { run, access }]) =>
  typeof run === 'object' && 'function' in run ? [[name, access.people === 'all'] as const] : [],
);

test('invoke: answers fields', () => expect(FIELDS.length).toBeGreaterThan(1));

describe.each(FIELDS)('%s', (name, isForAll) => {
  const [type, field] = name.split('.');
  const resolver = loadResolver(name);
  const caller = isForAll ? member : admin;

  it('request: sends the function the field, the arguments and who asks', () => {
    const args = { input: { firstName: 'Ada' } };
    const request = { headers: { 'x-amzn-requestid': 'our-id' }, domainName: null };
    const source = { id: 'ada' };
    const { result, error } = resolver.request({
      identity: caller,
      arguments: args,
      request,
      source: type === 'User' ? source : null,
    });
    expect(error).toBeNull();
    expect(result).toEqual({
      operation: 'Invoke',
      payload: {
        field,
        arguments: type === 'User' ? source : args,
        actor: {
          id: caller.sub,
          kind: 'user',
          role: isForAll ? 'MEMBER' : 'ADMIN',
        },
        requestId: 'our-id',
      },
    });
  });

  it("response: answers the function's data", () => {
    const data = userItem({ id: 'ada' });
    expect(resolver.response({ result: { data } }).result).toEqual(data);
  });

  it("response: raises the function's error with type and info", () => {
    const info = { currentVersion: 3 };
    const error = { type: 'VersionConflict', message: 'The user has changed since.', info };
    expect(resolver.response({ result: { error } }).error).toMatchObject(error);
  });

  it('response: hides why the function itself failed', () => {
    const { error, logs } = resolver.response({ error: { ...FAILURE, type: 'Lambda:Unhandled' } });
    expect(error?.type).toBe('InternalError');
    expect(JSON.stringify([error, logs])).not.toContain(FAILURE.message);
  });

  it.each([
    ['Lambda:TooManyRequestsException', 'Rate Exceeded.'],
    [
      'Lambda:AWSLambdaException',
      'Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: 1)',
    ],
  ])('response: answers LimitExceeded to %s', (type, message) => {
    expect(resolver.response({ error: { type, message } }).error?.type).toBe('LimitExceeded');
  });

  it('response: takes an answer of another form for a failure', () => {
    expect(resolver.response({ result: null }).error?.type).toBe('InternalError');
  });
});

describe('Mutation.createUser', () => {
  const createUser = loadResolver('Mutation.createUser');

  it('request: names a machine client by its id, without a role', () => {
    const { result } = createUser.request({
      identity: machine('users/write'),
      arguments: { input: {} },
    });
    expect(result).toMatchObject({
      payload: { actor: { id: 'machine-client', kind: 'client', role: null } },
    });
  });

  it('request: refuses a member', () => {
    const { error } = createUser.request({ identity: member, arguments: { input: {} } });
    expect(error).toEqual(UNAUTHORIZED);
  });
});
