import type { Mutation, Query, Subscription } from '../generated/schema-types.ts';
import type { ResolvedField } from './field-rows.ts';

/** Every field that has a resolver, as `<Type>.<field>`: those of the three roots, and some of `User`. */
export type OperationName = RootName | `User.${ResolvedField}`;

/** Fields of the three roots of schema.graphql. */
export type RootName =
  | `Query.${keyof Query}`
  | `Mutation.${keyof Mutation}`
  | `Subscription.${keyof Subscription}`;

/** Who may call a field. Whoever is not named is refused. */
export interface Access {
  /**
   * Which people, by a token of the pool. `own`: ADMIN asks about everybody, MEMBER about the own record.
   * `all`: whoever is signed in; what a MEMBER sees of it the resolver settles.
   */
  readonly people: 'all' | 'own' | 'ADMIN' | 'none';
  /** What the token of a machine client must allow; null refuses machine clients. */
  readonly scope: 'users/read' | 'users/write' | null;
  /** Whether a role with the right `appsync:GraphQL` on the field may; the schema says `@aws_iam` then. */
  readonly iam: boolean;
}

/** One file of the folder resolvers/<Type>.<field>, after the one before. */
export interface Step<FunctionName extends string = string> {
  readonly name: string;
  readonly on: 'usersRead' | { readonly function: FunctionName };
}

/** What answers a field. */
export type Runner<FunctionName extends string = string> =
  /** resolvers/<Type>.<field>.ts reads the table. */
  | 'usersRead'
  /** resolvers/<Type>.<field>.ts needs no data source. */
  | 'none'
  /** resolvers/invoke.ts asks the folder of functions/ with this name. */
  | { readonly function: FunctionName }
  /** The folder resolvers/<Type>.<field>: `index` around these. One may stand several times. */
  | { readonly steps: readonly Step<FunctionName>[] };

/** All that the stack, the resolvers, the tests and the docs must know of a field. */
export interface Operation<FunctionName extends string = string> {
  readonly run: Runner<FunctionName>;
  readonly access: Access;
  /**
   * Whether resolvers/guard reads the caller's record first: a token outlives a suspension, a demotion
   * and a deletion by up to an hour.
   */
  readonly guarded: boolean;
}

/** Any person, about themselves. */
const SELF = { people: 'all', scope: null, iam: false } as const;
/** One record: MEMBER the own. */
const READ = { people: 'own', scope: 'users/read', iam: false } as const;
const READ_ALL = { people: 'ADMIN', scope: 'users/read', iam: false } as const;
/** MEMBER the own record, which shows only while the field is answered. */
const FIND = { people: 'all', scope: 'users/read', iam: false } as const;
const WRITE = { people: 'ADMIN', scope: 'users/write', iam: false } as const;
/** One record: MEMBER the own. */
const WRITE_OWN = { people: 'own', scope: 'users/write', iam: false } as const;
/** Only publish-changes. */
const PUBLISH = { people: 'none', scope: null, iam: true } as const;

/** A guarded field that one function answers. Short, as every resolver's code has the whole table in it. */
const asks = <const Name extends string, const By extends Access>(name: Name, access: By) =>
  ({ run: { function: name }, access, guarded: true }) as const;

/** Every field with a resolver. One of the schema's roots that is missing here is a type error. */
export const OPERATIONS = {
  // Not guarded: it reads the caller's record itself.
  'Query.me': { run: 'usersRead', access: SELF, guarded: false },
  'Query.getUser': { run: 'usersRead', access: READ, guarded: true },
  // Whose record it is shows after the read: requireOwn of resolvers/lib/authorize.ts.
  'Query.getUserByEmail': {
    run: {
      steps: [
        { name: 'address', on: { function: 'search-users' } },
        { name: 'lock', on: 'usersRead' },
        { name: 'record', on: 'usersRead' },
      ],
    },
    access: FIND,
    guarded: true,
  },
  // One read for each status of a role, the most that a page is put together of; or the search. Then the last
  // sign-ins, where somebody asks for them.
  'Query.listUsers': {
    run: {
      steps: [
        { name: 'read', on: 'usersRead' },
        { name: 'read', on: 'usersRead' },
        { name: 'read', on: 'usersRead' },
        { name: 'search', on: { function: 'search-users' } },
        { name: 'signIns', on: 'usersRead' },
      ],
    },
    access: READ_ALL,
    guarded: true,
  },
  'Query.userStats': { run: 'usersRead', access: READ_ALL, guarded: true },
  'Query.userActivity': { run: 'usersRead', access: READ_ALL, guarded: true },
  'Query.changeBacklog': asks('change-backlog', READ_ALL),
  'Query.exportUser': asks('export-user', READ),
  // Not guarded: it belongs to a user that a guarded field answered.
  'User.history': { run: 'usersRead', access: READ, guarded: false },
  // Nor are these.
  'User.sessions': {
    run: { steps: [{ name: 'list', on: { function: 'user-sessions' } }] },
    access: READ,
    guarded: false,
  },
  'User.factors': { run: { function: 'user-factors' }, access: READ, guarded: false },
  'Mutation.createUser': asks('create-user', WRITE),
  'Mutation.updateUser': asks('update-user', WRITE),
  'Mutation.updateMe': asks('update-me', SELF),
  'Mutation.requestEmailChange': asks('request-email-change', SELF),
  'Mutation.confirmEmailChange': asks('confirm-email-change', SELF),
  'Mutation.suspendUser': asks('suspend-user', WRITE),
  'Mutation.reactivateUser': asks('reactivate-user', WRITE),
  'Mutation.signOutEverywhere': asks('sign-out-everywhere', WRITE_OWN),
  'Mutation.revokeSession': asks('revoke-session', WRITE_OWN),
  'Mutation.resetFactors': asks('reset-factors', WRITE),
  'Mutation.resendInvitation': asks('resend-invitation', WRITE),
  'Mutation.revokeInvitation': asks('revoke-invitation', WRITE),
  'Mutation.deleteUser': asks('delete-user', WRITE),
  'Mutation.purgeUser': asks('purge-user', WRITE),
  // Not guarded: it is closed to Cognito's tokens.
  'Mutation.publishUserChange': { run: 'none', access: PUBLISH, guarded: false },
  // Their filters keep a MEMBER to the own record: resolvers/lib/subscription.ts.
  'Subscription.onUserChange': { run: 'none', access: FIND, guarded: true },
  'Subscription.onUserCreated': { run: 'none', access: FIND, guarded: true },
  'Subscription.onUserUpdated': { run: 'none', access: FIND, guarded: true },
  'Subscription.onUserDeleted': { run: 'none', access: FIND, guarded: true },
} as const satisfies Readonly<Record<OperationName, Operation>>;

type Table = typeof OPERATIONS;
type RunnerOf<Name extends OperationName> = Table[Name]['run'];

/** Folders of functions/ that fields reach. */
export type FieldFunction = FunctionIn<RunnerOf<OperationName>>;

type FunctionIn<Run> = Run extends { readonly function: infer Name extends string }
  ? Name
  : Run extends { readonly steps: readonly (infer One)[] }
    ? One extends { readonly on: { readonly function: infer Name extends string } }
      ? Name
      : never
    : never;
