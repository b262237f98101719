import { describe, expect, test } from 'vitest';
import type { PolicyStatement } from '../../../local/assembly/model.ts';
import { createIamPermissions } from '../../../local/auth/iam-permissions.ts';

/*
 * Expected values: "Configuring authorization", AWS_IAM, of the AppSync guide, and "Policy evaluation
 * logic" of the IAM guide.
 */
const API = 'arn:aws:appsync:us-east-1:000000000000:apis/abc';
const CALLER = 'arn:aws:sts::000000000000:assumed-role/Caller/session';

type Given = Readonly<
  { effect?: 'Allow' | 'Deny' } & Partial<Record<'on' | 'notOn' | 'do' | 'notDo', string>>
>;

const statement = (given: Given): PolicyStatement => ({
  effect: given.effect ?? 'Allow',
  actions: {
    patterns: [given.notDo ?? given.do ?? 'appsync:GraphQL'],
    isExcept: given.notDo !== undefined,
  },
  resources: { patterns: [given.notOn ?? given.on ?? '*'], isExcept: given.notOn !== undefined },
});

function allowed(statements: readonly Given[], boundary: readonly Given[] | null = null) {
  const role = {
    stackName: 'T',
    logicalId: 'R',
    roleName: 'Caller',
    statements: statements.map(statement),
    boundary: boundary && boundary.map(statement),
  };
  const allowsField = createIamPermissions([role], API).of(CALLER);
  return allowsField?.('Query', 'posts');
}

describe('IAM policies', () => {
  test.each<readonly [string, readonly Given[], boolean]>([
    ['no statement', [], false],
    ['the field', [{ on: `${API}/types/Query/fields/posts` }], true],
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
    expect(allowed(statements)).toBe(expected);
  });

  test('a boundary: both have to allow, and neither may deny', () => {
    expect(allowed([{}], [{}])).toBe(true);
    expect(allowed([{}], [])).toBe(false);
    expect(allowed([], [{}])).toBe(false);
    expect(allowed([{}], [{}, { effect: 'Deny' }])).toBe(false);
  });

  test('a principal that is no role of the assembly: nothing is asked', () => {
    const permissions = createIamPermissions([], API);
    expect(permissions.of(CALLER)).toBeUndefined();
    expect(permissions.of('arn:aws:iam::000000000000:user/local')).toBeUndefined();
  });
});
