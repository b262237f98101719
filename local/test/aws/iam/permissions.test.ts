import { describe, expect, test } from 'vitest';
import type { RequestContext } from '../../../aws/iam/types.ts';
import { createFakeClock } from '../../../testing/fake-clock.ts';
import { iamWith, ROLE_ARN, type Given } from './roles.ts';

/*
 * Expected values: "Policy evaluation logic", "IAM JSON policy elements" (Condition operators, Variables)
 * and "Troubleshoot access denied error messages" of the IAM guide.
 */
const API = 'arn:aws:appsync:us-east-1:000000000000:apis/abc';
const POSTS = `${API}/types/Query/fields/posts`;

/** The refusal of `appsync:GraphQL` on the field Query.posts. */
function refusal(statements: readonly Given[], boundary?: readonly Given[]) {
  const { permissions } = iamWith(statements, { boundary }).session(ROLE_ARN, 'session');
  return permissions?.refusal('appsync:GraphQL', POSTS);
}

describe('statements', () => {
  test.each<readonly [string, readonly Given[], boolean]>([
    ['no statement', [], false],
    ['the field', [{ on: POSTS }], true],
    ['another field', [{ on: `${API}/types/Query/fields/post` }], false],
    ['another type', [{ on: `${API}/types/Mutation/fields/posts` }], false],
    ['another API', [{ on: `${API}d/types/Query/fields/posts` }], false],
    ['every field of the type', [{ on: `${API}/types/Query/*` }], true],
    ['every field of the API', [{ on: `${API}/*` }], true],
    ['the API itself', [{ on: API }], false],
    ['? for one character', [{ on: `${API}/types/Query/fields/post?` }], true],
    ['* within a name', [{ on: `${API}/types/Query/fields/p*s` }], true],
    ['a name in another case', [{ on: `${API}/types/Query/fields/Posts` }], false],
    ['a dot is a dot', [{ on: `${API}/types/Query/fields/pos.s` }], false],
    ['an action in another case', [{ do: 'APPSYNC:graphql' }], true],
    ['appsync:*', [{ do: 'appsync:*' }], true],
    ['every action', [{ do: '*' }], true],
    ['another action', [{ do: 'appsync:GetGraphqlApi' }], false],
    ['NotAction of another', [{ notDo: 's3:*' }], true],
    ['NotAction of this', [{ notDo: 'appsync:*' }], false],
    ['NotResource of another', [{ notOn: `${API}/types/Mutation/*` }], true],
    ['NotResource of this', [{ notOn: `${API}/types/Query/*` }], false],
    ['a Deny beside the Allow', [{}, { effect: 'Deny', on: `${API}/types/Query/*` }], false],
    ['a Deny of another field', [{}, { effect: 'Deny', on: `${API}/types/Query/fields/x` }], true],
    ['a Deny but for others', [{}, { effect: 'Deny', notOn: `${API}/types/Query/*` }], true],
  ])('%s', (_name, statements, expected) => {
    expect(refusal(statements) === null).toBe(expected);
  });

  test('a boundary: both have to allow, and neither may deny', () => {
    expect(refusal([{}], [{}])).toBeNull();
    expect(refusal([{}], [])).toContain('because no permissions boundary allows the');
    expect(refusal([], [{}])).toContain('because no identity-based policy allows the');
    expect(refusal([{}], [{}, { effect: 'Deny' }])).toContain(
      'with an explicit deny in a permissions boundary',
    );
  });

  test('the sentence of a refusal: who, what and why', () => {
    const start =
      'User: arn:aws:sts::000000000000:assumed-role/Caller/session is not authorized to perform: ' +
      `appsync:GraphQL on resource: ${POSTS}`;
    expect(refusal([])).toBe(
      `${start} because no identity-based policy allows the appsync:GraphQL action`,
    );
    expect(refusal([{}, { effect: 'Deny' }])).toBe(
      `${start} with an explicit deny in an identity-based policy`,
    );
  });
});

describe('conditions', () => {
  const allowedWhen = (when: Given['when'], request: RequestContext): boolean => {
    const { permissions } = iamWith([{ when }]).session(ROLE_ARN, 'session');
    return permissions?.refusal('dynamodb:GetItem', 'arn', () => request) === null;
  };
  const keys = 'dynamodb:LeadingKeys';
  const select = 'dynamodb:Select';

  test.each<readonly [string, Given['when'], RequestContext, boolean]>([
    [
      'StringEquals: the value',
      { StringEquals: { [select]: ['COUNT'] } },
      { [select]: 'COUNT' },
      true,
    ],
    [
      'StringEquals: any of several',
      { StringEquals: { [select]: ['A', 'COUNT'] } },
      { [select]: 'COUNT' },
      true,
    ],
    [
      'StringEquals: another value',
      { StringEquals: { [select]: ['COUNT'] } },
      { [select]: 'count' },
      false,
    ],
    ['StringEquals: no such key', { StringEquals: { [select]: ['COUNT'] } }, {}, false],
    [
      'a key in another case',
      { StringEquals: { 'DYNAMODB:select': ['COUNT'] } },
      { [select]: 'COUNT' },
      true,
    ],
    [
      'StringEqualsIfExists: no such key',
      { StringEqualsIfExists: { [select]: ['COUNT'] } },
      {},
      true,
    ],
    [
      'StringNotEquals: the value',
      { StringNotEquals: { [select]: ['COUNT'] } },
      { [select]: 'COUNT' },
      false,
    ],
    ['StringNotEquals: no such key', { StringNotEquals: { [select]: ['COUNT'] } }, {}, true],
    [
      'StringEqualsIgnoreCase',
      { StringEqualsIgnoreCase: { [select]: ['Count'] } },
      { [select]: 'COUNT' },
      true,
    ],
    ['StringLike', { StringLike: { [select]: ['C*T'] } }, { [select]: 'COUNT' }, true],
    [
      'StringEquals takes * as it is',
      { StringEquals: { [select]: ['C*T'] } },
      { [select]: 'COUNT' },
      false,
    ],
    ['Null true: no such key', { Null: { [select]: ['true'] } }, {}, true],
    ['Null true: there is one', { Null: { [select]: ['true'] } }, { [select]: 'COUNT' }, false],
    ['Null false: there is one', { Null: { [select]: ['false'] } }, { [select]: 'COUNT' }, true],
    [
      'ForAllValues: all',
      { 'ForAllValues:StringEquals': { [keys]: ['a', 'b'] } },
      { [keys]: ['b', 'a'] },
      true,
    ],
    [
      'ForAllValues: one is another',
      { 'ForAllValues:StringEquals': { [keys]: ['a'] } },
      { [keys]: ['a', 'c'] },
      false,
    ],
    ['ForAllValues: no such key', { 'ForAllValues:StringEquals': { [keys]: ['a'] } }, {}, true],
    [
      'ForAnyValue: one',
      { 'ForAnyValue:StringLike': { [keys]: ['a*'] } },
      { [keys]: ['c', 'ab'] },
      true,
    ],
    [
      'ForAnyValue: none',
      { 'ForAnyValue:StringLike': { [keys]: ['a*'] } },
      { [keys]: ['c'] },
      false,
    ],
    ['ForAnyValue: no such key', { 'ForAnyValue:StringEquals': { [keys]: ['a'] } }, {}, false],
    [
      'two keys: both',
      { StringEquals: { [select]: ['COUNT'], [keys]: ['a'] } },
      { [select]: 'COUNT', [keys]: ['b'] },
      false,
    ],
    ['Bool: TLS, as on AWS', { Bool: { 'aws:SecureTransport': ['true'] } }, {}, true],
    ['the region', { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } }, {}, true],
    ['another region', { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } }, {}, false],
    [
      'ArnLike: part by part',
      { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/C*'] } },
      {},
      true,
    ],
    [
      'ArnLike: * stays in its part',
      { ArnLike: { 'aws:PrincipalArn': ['arn:*:role/Caller'] } },
      {},
      false,
    ],
    [
      'a variable in a value',
      { 'ForAllValues:StringEquals': { [keys]: ['${aws:PrincipalAccount}'] } },
      { [keys]: ['000000000000'] },
      true,
    ],
    [
      'a variable without a value',
      { 'ForAllValues:StringEquals': { [keys]: ['${aws:username}'] } },
      { [keys]: ['x'] },
      false,
    ],
    [
      "a variable's default",
      { 'ForAllValues:StringEquals': { [keys]: ["${aws:username, 'x'}"] } },
      { [keys]: ['x'] },
      true,
    ],
  ])('%s', (_name, when, request, expected) => {
    expect(allowedWhen(when, request)).toBe(expected);
  });

  test('dates and numbers: as ordered', () => {
    const clock = createFakeClock(Date.parse('2026-06-01T12:00:00Z'));
    const judge = (when: Given['when']) =>
      iamWith([{ when }], { clock }).session(ROLE_ARN, 's').permissions?.refusal('a:B', '*') ===
      null;
    expect(judge({ DateGreaterThan: { 'aws:CurrentTime': ['2026-06-01T11:59:59Z'] } })).toBe(true);
    expect(judge({ DateLessThan: { 'aws:CurrentTime': ['2026-06-01T11:59:59Z'] } })).toBe(false);
    expect(judge({ NumericLessThanEquals: { 'aws:EpochTime': ['1780315200'] } })).toBe(true);
    expect(judge({ NumericLessThan: { 'aws:EpochTime': ['1780315200'] } })).toBe(false);
  });

  test('a Deny with a condition: only while it holds', () => {
    const deny = {
      effect: 'Deny',
      when: { StringEquals: { [select]: ['ALL_ATTRIBUTES'] } },
    } as const;
    const { permissions } = iamWith([{}, deny]).session(ROLE_ARN, 'session');
    const refused = (value: string) =>
      permissions?.refusal('dynamodb:Scan', 'arn', () => ({ [select]: value })) !== null;
    expect([refused('ALL_ATTRIBUTES'), refused('COUNT'), refused('ALL_ATTRIBUTES')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('policy variables in resources', () => {
  const allowed = (on: string, resource: string) =>
    iamWith([{ on }]).session(ROLE_ARN, 'se*sion').permissions?.refusal('a:B', resource) === null;

  test('the session, whose signs are no wildcards', () => {
    expect(allowed('table/${aws:userid}', 'table/AROALOCALCALLER:se*sion')).toBe(true);
    expect(allowed('table/${aws:userid}', 'table/AROALOCALCALLER:session')).toBe(false);
  });

  test('${*}, ${?} and ${$}: the signs themselves', () => {
    expect(allowed('a${*}b${?}c${$}d', 'a*b?c$d')).toBe(true);
    expect(allowed('a${*}b', 'axb')).toBe(false);
  });

  test('a variable that roles do not have: fits nothing', () => {
    expect(allowed('home/${aws:username}*', 'home/')).toBe(false);
  });
});
