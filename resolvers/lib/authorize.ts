import { util } from '@aws-appsync/utils';
import type { AppSyncIdentityCognito, Context } from '@aws-appsync/utils';
import type { UserRole } from '../../generated/schema-types.ts';

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

/** Who may call which field. A field that is not here is refused to everybody. */
const RULES: Record<string, Rule> = {
  'Query.me': { person: 'any' },
  'Query.getUser': { person: 'own', scope: 'users/read' },
  // Whose record it is shows after the read: requireOwn.
  'Query.getUserByEmail': { person: 'any', scope: 'users/read' },
  'Query.listUsers': { scope: 'users/read' },
  'User.history': { person: 'own', scope: 'users/read' },
  'Mutation.createUser': { scope: 'users/write' },
  'Mutation.updateUser': { scope: 'users/write' },
  'Mutation.updateMe': { person: 'any' },
  'Mutation.suspendUser': { scope: 'users/write' },
  'Mutation.reactivateUser': { scope: 'users/write' },
  'Mutation.resendInvitation': { scope: 'users/write' },
  'Mutation.deleteUser': { scope: 'users/write' },
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
  const rule = RULES[`${ctx.info.parentTypeName}.${ctx.info.fieldName}`];
  const actor = identify(ctx);
  if (!rule || !actor) util.unauthorized();
  if (actor.kind === 'client') {
    if (!rule.scope || !hasScope(ctx, rule.scope)) util.unauthorized();
    return actor;
  }
  if (actor.role === 'ADMIN' || rule.person === 'any') return actor;
  if (rule.person !== 'own' || ownerId !== actor.id) util.unauthorized();
  return actor;
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

/** The actor as createdBy, updatedBy and the history name it. */
export function actorName(actor: Actor): string {
  return actor.kind === 'client' ? `client:${actor.id}` : actor.id;
}

/** Null for a caller without a Cognito token, or with a token of neither kind. */
function identify(ctx: Context): Actor | null {
  const identity = ctx.identity as Partial<AppSyncIdentityCognito> | null | undefined;
  const claims = identity?.claims as Record<string, string | undefined> | undefined;
  if (!identity?.sub || !claims) return null;
  // An access token has the one claim, an ID token the other; a machine's has neither.
  if (claims.username ?? claims['cognito:username']) {
    const isAdmin = (identity.groups ?? []).indexOf('ADMIN') >= 0;
    return { id: identity.sub, kind: 'user', role: isAdmin ? 'ADMIN' : 'MEMBER' };
  }
  if (claims.token_use !== 'access' || !claims.client_id) return null;
  return { id: claims.client_id, kind: 'client', role: null };
}

function hasScope(ctx: Context, scope: string): boolean {
  const { claims } = ctx.identity as { claims: { scope?: string } };
  return (claims.scope ?? '').split(' ').indexOf(scope) >= 0;
}
