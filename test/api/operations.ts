import type { RootName } from '../../model/operations.ts';

/** What a caller asks: `variables` for the person that the question is about. */
export interface Operation {
  readonly query: string;
  readonly variables?: (target: {
    readonly id: string;
    readonly email: string;
    /** Of nobody yet. */
    readonly freshEmail: string;
  }) => object;
}

/** No record has this version, so that an allowed change of somebody fails and harms nobody. */
const NO_VERSION = 0;

const byId = ({ id }: { readonly id: string }) => ({ id });
const changeOf = ({ id }: { readonly id: string }) => ({ id, version: NO_VERSION });
const change = (field: string): Operation => ({
  query: `mutation($id: ID!, $version: Int) { ${field}(id: $id, expectedVersion: $version) { id } }`,
  variables: changeOf,
});
const listen = (field: string): Operation => ({ query: `subscription { ${field} { type } }` });
const listenToOne = (field: string): Operation => ({
  query: `subscription($id: ID!) { ${field}(id: $id) { type } }`,
  variables: byId,
});
const byEmail = 'query($email: AWSEmail!) { getUserByEmail(email: $email) { id } }';

const AT = '2026-01-01T00:00:00.000Z';
const USER = {
  id: 'x',
  email: 'x@example.com',
  firstName: 'X',
  lastName: 'Y',
  role: 'ADMIN',
  status: 'ACTIVE',
  version: 1,
  createdAt: AT,
  updatedAt: AT,
  createdBy: 'x',
  updatedBy: 'x',
};

type FieldOf<Name> = Name extends `${string}.${infer Field}` ? Field : never;
type Field = FieldOf<RootName>;

/** Every operation of schema.graphql, some in several forms. One that is missing is a type error. */
export const OPERATIONS = {
  me: { query: '{ me { id } }' },
  getUser: {
    query:
      'query($id: ID!) { getUser(id: $id) { id history { nextToken } sessions { id } factors { first } } }',
    variables: byId,
  },
  getUserByEmail: { query: byEmail, variables: ({ email }) => ({ email }) },
  'getUserByEmail of nobody': {
    query: byEmail,
    variables: ({ freshEmail }) => ({ email: freshEmail }),
  },
  listUsers: { query: '{ listUsers(limit: 1) { nextToken } }' },
  userStats: { query: '{ userStats { total } }' },
  userActivity: { query: '{ userActivity(days: 1) { created } }' },
  changeBacklog: { query: '{ changeBacklog { waiting givenUp } }' },
  createUser: {
    query: 'mutation($input: CreateUserInput!) { createUser(input: $input) { id } }',
    variables: ({ freshEmail }) => ({
      input: { email: freshEmail, firstName: 'A', lastName: 'B' },
    }),
  },
  updateUser: {
    query: 'mutation($input: UpdateUserInput!) { updateUser(input: $input) { id } }',
    variables: ({ id }) => ({ input: { id, role: 'ADMIN', expectedVersion: NO_VERSION } }),
  },
  updateMe: {
    query: 'mutation($input: UpdateMeInput!) { updateMe(input: $input) { id } }',
    variables: () => ({ input: { phone: null } }),
  },
  confirmEmailChange: {
    query: 'mutation($code: String!) { confirmEmailChange(code: $code) { id } }',
    variables: () => ({ code: '000000' }),
  },
  requestEmailChange: {
    query: 'mutation($email: AWSEmail!) { requestEmailChange(email: $email) { expiresAt } }',
    variables: ({ freshEmail }) => ({ email: freshEmail }),
  },
  suspendUser: change('suspendUser'),
  reactivateUser: change('reactivateUser'),
  // Of nobody, so that no caller's own sessions end.
  signOutEverywhere: {
    query: 'mutation($id: ID!) { signOutEverywhere(id: $id) { id } }',
    variables: () => ({ id: crypto.randomUUID() }),
  },
  revokeSession: {
    query: 'mutation($id: ID!) { revokeSession(id: $id, sessionId: "none") { id } }',
    variables: () => ({ id: crypto.randomUUID() }),
  },
  resetFactors: {
    query: 'mutation($id: ID!) { resetFactors(id: $id) { id } }',
    variables: () => ({ id: crypto.randomUUID() }),
  },
  resendInvitation: {
    query: 'mutation($id: ID!) { resendInvitation(id: $id) { id } }',
    variables: () => ({ id: crypto.randomUUID() }),
  },
  revokeInvitation: {
    query: 'mutation($id: ID!) { revokeInvitation(id: $id) { id } }',
    variables: () => ({ id: crypto.randomUUID() }),
  },
  deleteUser: change('deleteUser'),
  exportUser: {
    query: 'query($id: ID!) { exportUser(id: $id) }',
    variables: byId,
  },
  purgeUser: {
    query: 'mutation($id: ID!) { purgeUser(id: $id) }',
    variables: () => ({ id: crypto.randomUUID() }),
  },
  publishUserChange: {
    query:
      'mutation($input: PublishUserChangeInput!) { publishUserChange(input: $input) { type } }',
    variables: () => ({
      input: { type: 'CREATED', changedFields: [], actor: 'nobody', at: AT, user: USER },
    }),
  },
  onUserChange: listen('onUserChange'),
  'onUserChange of one': {
    query: 'subscription($id: ID!) { onUserChange(filter: { ids: [$id] }) { type } }',
    variables: byId,
  },
  onUserCreated: listen('onUserCreated'),
  onUserUpdated: listen('onUserUpdated'),
  'onUserUpdated of one': listenToOne('onUserUpdated'),
  onUserDeleted: listen('onUserDeleted'),
  'onUserDeleted of one': listenToOne('onUserDeleted'),
} as const satisfies Readonly<Record<Field | `${Field} of ${string}`, Operation>>;
