import { util } from '@aws-appsync/utils';
import type { AppSyncIdentityCognito, Context } from '@aws-appsync/utils';
import type { UserRole, UserStatus } from '../../generated/schema-types.ts';

/** Who calls, once admitted. */
export interface Actor {
  /** The Cognito `sub`, or the id of a machine client. */
  id: string;
  kind: 'user' | 'client';
  /** Null for a machine client. */
  role: UserRole | null;
}

interface Rule {
  /** What a person who is no ADMIN may reach; ADMIN reaches all. Nothing unless given. */
  person?: 'own' | 'any';
  /** The scope that admits a machine client. None unless given. */
  scope?: 'users/read' | 'users/write';
}

/** What the check of the caller's record hands on. */
interface CallerStash {
  isNoAdmin?: boolean;
}

/** Who may call which field. A field that is not here is refused to everybody. */
const RULES: Record<string, Rule> = {
  'Query.me': { person: 'any' },
  'Query.getUser': { person: 'own', scope: 'users/read' },
  // Whose record it is shows after the read: requireOwn.
  'Query.getUserByEmail': { person: 'any', scope: 'users/read' },
  'Query.listUsers': { scope: 'users/read' },
  'Query.userStats': { scope: 'users/read' },
  'Query.exportUser': { person: 'own', scope: 'users/read' },
  'User.history': { person: 'own', scope: 'users/read' },
  'Mutation.createUser': { scope: 'users/write' },
  'Mutation.updateUser': { scope: 'users/write' },
  'Mutation.updateMe': { person: 'any' },
  'Mutation.requestEmailChange': { person: 'any' },
  'Mutation.confirmEmailChange': { person: 'any' },
  'Mutation.suspendUser': { scope: 'users/write' },
  'Mutation.reactivateUser': { scope: 'users/write' },
  'Mutation.resendInvitation': { scope: 'users/write' },
  'Mutation.deleteUser': { scope: 'users/write' },
  'Mutation.purgeUser': { scope: 'users/write' },
  // Their filters keep a person to the own record: lib/subscription.ts.
  'Subscription.onUserChange': { person: 'any', scope: 'users/read' },
  'Subscription.onUserCreated': { person: 'any', scope: 'users/read' },
  'Subscription.onUserUpdated': { person: 'any', scope: 'users/read' },
  'Subscription.onUserDeleted': { person: 'any', scope: 'users/read' },
};

/**
 * Admits the caller to the field or ends the request as Unauthorized. Every request handler calls it
 * before anything else; `ownerId` is the id of the user that the field is about.
 */
export function authorize(ctx: Context, ownerId: string | null = null): Actor {
  const actor = admit(ctx);
  const isOwnOnly = actor.role === 'MEMBER' && ruleOf(ctx)?.person === 'own';
  if (isOwnOnly && ownerId !== actor.id) util.unauthorized();
  return actor;
}

/** Refuses whom the field is closed to whatever record it is about; tells who calls. */
export function admit(ctx: Context): Actor {
  const rule = ruleOf(ctx);
  const actor = identify(ctx);
  if (!rule || !actor) util.unauthorized();
  if (actor.kind === 'client') {
    if (!rule.scope || !hasScope(ctx, rule.scope)) util.unauthorized();
  } else if (actor.role !== 'ADMIN' && !rule.person) util.unauthorized();
  return actor;
}

/**
 * Refuses a person whom the directory has suspended, deleted or never had, and makes a MEMBER of one
 * who is no ADMIN any more: tokens say how things were up to an hour ago.
 */
export function checkRecord(ctx: Context, record: { role: UserRole; status: UserStatus } | null) {
  if (!record || record.status === 'SUSPENDED') util.unauthorized();
  if (record.role === 'ADMIN') return;
  // What a subscriber may hear was settled by the token.
  if (ctx.info.parentTypeName === 'Subscription' && identify(ctx)?.role === 'ADMIN') {
    util.unauthorized();
  }
  (ctx.stash as CallerStash).isNoAdmin = true;
  admit(ctx);
}

/** Admits the one caller without a token: a role with the right to publishUserChange. */
export function authorizePublisher(ctx: Context): void {
  const identity = ctx.identity as { userArn?: string } | null | undefined;
  if (ctx.info.fieldName !== 'publishUserChange' || !identity?.userArn) util.unauthorized();
}

/** Ends the request as Unauthorized unless the record is one the caller may see. */
export function requireOwn(ctx: Context, ownerId: string | null): void {
  const actor = identify(ctx);
  if (!actor) util.unauthorized();
  if (actor.kind === 'user' && actor.role !== 'ADMIN' && ownerId !== actor.id) util.unauthorized();
}

/** Null for a caller without a Cognito token, or with a token of neither kind. */
function identify(ctx: Context): Actor | null {
  const identity = ctx.identity as Partial<AppSyncIdentityCognito> | null | undefined;
  const claims = identity?.claims as Record<string, string | undefined> | undefined;
  if (!identity?.sub || !claims) return null;
  // An access token has the one claim, an ID token the other; a machine's has neither.
  if (claims.username ?? claims['cognito:username']) {
    const { isNoAdmin = false } = ctx.stash as CallerStash;
    const isAdmin = !isNoAdmin && (identity.groups ?? []).indexOf('ADMIN') >= 0;
    return { id: identity.sub, kind: 'user', role: isAdmin ? 'ADMIN' : 'MEMBER' };
  }
  if (claims.token_use !== 'access' || !claims.client_id) return null;
  return { id: claims.client_id, kind: 'client', role: null };
}

function ruleOf({ info }: Context): Rule | undefined {
  return RULES[`${info.parentTypeName}.${info.fieldName}`];
}

function hasScope(ctx: Context, scope: string): boolean {
  const { claims } = ctx.identity as { claims: { scope?: string } };
  return (claims.scope ?? '').split(' ').indexOf(scope) >= 0;
}
