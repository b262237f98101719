import { describe, expect, test } from 'vitest';
import { post } from '../support/graphql.ts';
import { freshEmail, runningSystem } from '../support/running-system.ts';

const system = runningSystem();

/** `allowed`: an answer, be it an error of the operation itself. `denied`: Unauthorized. */
type Verdict = 'allowed' | 'denied';

const ROLES = ['MEMBER', 'ADMIN', 'users/read', 'users/write'] as const;
type Role = (typeof ROLES)[number];

interface Row {
  readonly operation: string;
  readonly query: string;
  readonly variables?: () => object | Promise<object>;
  readonly verdicts: Readonly<Record<Role, Verdict>>;
}

const READ = {
  MEMBER: 'denied',
  ADMIN: 'allowed',
  'users/read': 'allowed',
  'users/write': 'denied',
} as const;
const WRITE = {
  MEMBER: 'denied',
  ADMIN: 'allowed',
  'users/read': 'denied',
  'users/write': 'allowed',
} as const;
const PERSON = {
  MEMBER: 'allowed',
  ADMIN: 'allowed',
  'users/read': 'denied',
  'users/write': 'denied',
} as const;
const NOBODY = {
  MEMBER: 'denied',
  ADMIN: 'denied',
  'users/read': 'denied',
  'users/write': 'denied',
} as const;

const anId = () => ({ id: crypto.randomUUID() });
const ownId = async () => ({ id: (await system.member()).id });

/** Every operation of schema.graphql; the test below fails when one is missing. */
const MATRIX: readonly Row[] = [
  { operation: 'me', query: '{ me { id } }', verdicts: PERSON },
  {
    operation: 'getUser',
    query: 'query($id: ID!) { getUser(id: $id) { id } }',
    variables: anId,
    verdicts: READ,
  },
  {
    operation: 'getUser (own)',
    query: 'query($id: ID!) { getUser(id: $id) { id history { nextToken } } }',
    variables: ownId,
    verdicts: { ...READ, MEMBER: 'allowed' },
  },
  {
    operation: 'getUserByEmail',
    query: 'query($email: AWSEmail!) { getUserByEmail(email: $email) { id } }',
    variables: () => ({ email: 'admin@example.com' }),
    verdicts: READ,
  },
  {
    operation: 'getUserByEmail (nobody’s)',
    query: 'query($email: AWSEmail!) { getUserByEmail(email: $email) { id } }',
    variables: () => ({ email: freshEmail('nobody') }),
    verdicts: READ,
  },
  {
    operation: 'getUserByEmail (own)',
    query: 'query($email: AWSEmail!) { getUserByEmail(email: $email) { id } }',
    variables: () => ({ email: 'member@example.com' }),
    verdicts: { ...READ, MEMBER: 'allowed' },
  },
  { operation: 'listUsers', query: '{ listUsers(limit: 1) { nextToken } }', verdicts: READ },
  {
    operation: 'createUser',
    query: 'mutation($input: CreateUserInput!) { createUser(input: $input) { id } }',
    variables: () => ({ input: { email: freshEmail(), firstName: 'A', lastName: 'B' } }),
    verdicts: WRITE,
  },
  {
    operation: 'updateUser',
    query: 'mutation($input: UpdateUserInput!) { updateUser(input: $input) { id } }',
    variables: () => ({ input: { ...anId(), firstName: 'A' } }),
    verdicts: WRITE,
  },
  {
    operation: 'updateUser (own)',
    query: 'mutation($input: UpdateUserInput!) { updateUser(input: $input) { id } }',
    variables: async () => ({ input: { ...(await ownId()), expectedVersion: 0, role: 'ADMIN' } }),
    verdicts: WRITE,
  },
  {
    operation: 'updateMe',
    query: 'mutation($input: UpdateMeInput!) { updateMe(input: $input) { id } }',
    variables: () => ({ input: { phone: null } }),
    verdicts: PERSON,
  },
  ...['suspendUser', 'reactivateUser', 'resendInvitation', 'deleteUser'].map((operation) => ({
    operation,
    query: `mutation($id: ID!) { ${operation}(id: $id) { id } }`,
    variables: anId,
    verdicts: WRITE,
  })),
  {
    operation: 'publishUserChange',
    query:
      'mutation($input: PublishUserChangeInput!) { publishUserChange(input: $input) { type } }',
    variables: () => ({
      input: {
        type: 'CREATED',
        changedFields: [],
        actor: 'nobody',
        at: '2026-01-01T00:00:00.000Z',
        user: {
          id: 'x',
          email: 'x@example.com',
          firstName: 'X',
          lastName: 'Y',
          role: 'ADMIN',
          status: 'ACTIVE',
          version: 1,
          createdAt: '2026-01-01T00:00:00.000Z',
          updatedAt: '2026-01-01T00:00:00.000Z',
          createdBy: 'nobody',
          updatedBy: 'nobody',
        },
      },
    }),
    verdicts: NOBODY,
  },
];

async function tokenOf(role: Role): Promise<string> {
  if (role === 'ADMIN') return (await system.admin()).token;
  if (role === 'MEMBER') return (await system.member()).token;
  return (await system.machine(role)).token;
}

describe.each(MATRIX)('$operation', ({ operation, query, variables, verdicts }) => {
  test.each(ROLES)(`${operation}: %s`, async (role) => {
    const answer = await post(system.url, query, await variables?.(), await tokenOf(role));
    expect(answer.status).toBe(200);
    const types = (answer.body.errors ?? []).map(({ errorType }) => errorType);
    if (verdicts[role] === 'denied') {
      const field = operation.split(' ')[0] ?? '';
      expect(types).toEqual(['Unauthorized']);
      expect(answer.body.errors?.[0]?.message).toMatch(
        new RegExp(`^Not Authorized to access ${field} on type (Query|Mutation)$`),
      );
    } else {
      expect(types).not.toContain('Unauthorized');
      // An allowed call may miss its target, never its data source.
      expect(types.filter((type) => !['NotFound', 'VersionConflict'].includes(type ?? ''))).toEqual(
        [],
      );
    }
  });

  test(`${operation}: nobody without a token`, async () => {
    const answer = await post(system.url, query, await variables?.());
    expect(answer.status).toBe(401);
  });
});

test('matrix: names every query and mutation of the schema', async () => {
  const answer = await post(
    system.url,
    '{ __schema { queryType { fields { name } } mutationType { fields { name } } } }',
    {},
    (await system.admin()).token,
  );
  const { __schema: schema } = answer.body.data as {
    __schema: Record<'queryType' | 'mutationType', { fields: { name: string }[] }>;
  };
  const fields = [...schema.queryType.fields, ...schema.mutationType.fields].map(
    ({ name }) => name,
  );
  const rows = new Set(MATRIX.map(({ operation }) => operation.split(' ')[0]));
  expect([...rows].sort()).toEqual(fields.sort());
});
