import { util } from '@aws-appsync/utils';
import type { AppSyncIdentityCognito, Context } from '@aws-appsync/utils';
import type { User } from '../../generated/schema-types.ts';
import type { Actor } from '../../model/actors.ts';
import { requireAssurance } from './assurance.ts';
import { isOfSession, signedInAt } from './session.ts';
import { OPERATIONS, type Access, type Operation } from '../../model/operations.ts';

/** What the check of the caller's record hands on. */
interface CallerStash {
  isNoAdmin?: boolean;
}

/**
 * Admits the caller to the field or ends the request as Unauthorized. Every request handler calls it
 * before anything else; `ownerId` is the id of the user that the field is about.
 */
export function authorize(ctx: Context, ownerId: string | null = null): Actor {
  const actor = admit(ctx);
  const isOwnOnly = actor.role === 'MEMBER' && accessOf(ctx)?.people === 'own';
  if (isOwnOnly && ownerId !== actor.id) util.unauthorized();
  return actor;
}

/** Refuses whom the field is closed to whatever record it is about; tells who calls. */
export function admit(ctx: Context): Actor {
  const access = accessOf(ctx);
  const actor = identify(ctx);
  if (!access || !actor) util.unauthorized();
  if (actor.kind === 'client') {
    if (!access.scope || !hasScope(ctx, access.scope)) util.unauthorized();
  } else if (!isOpenTo(access, actor)) util.unauthorized();
  return actor;
}

/** What the check of a caller looks at. */
export type CallerRecord = Pick<User, 'role' | 'status' | 'sessionsEndedAt' | 'revokedSessions'>;

/**
 * Refuses a person whom the directory has suspended, deleted, signed out or never had, an ADMIN whose sign-in
 * proves too little, and makes a MEMBER of one who is no ADMIN any more: tokens say how things were up to an hour ago.
 */
export function checkRecord(ctx: Context, record: CallerRecord | null) {
  if (!record || isShutOut(ctx, record)) util.unauthorized();
  if (record.role === 'ADMIN') {
    requireAssurance(ctx);
    return;
  }
  // What a subscriber may hear was settled by the token.
  if (ctx.info.parentTypeName === 'Subscription' && identify(ctx)?.role === 'ADMIN') {
    util.unauthorized();
  }
  (ctx.stash as CallerStash).isNoAdmin = true;
  admit(ctx);
}

/** Whether the record says that the caller's token is good for nothing any more. */
export function isShutOut(ctx: Context, record: CallerRecord): boolean {
  const { status, sessionsEndedAt, revokedSessions } = record;
  if (status === 'SUSPENDED') return true;
  if (revokedSessions?.some((session) => isOfSession(ctx, session))) return true;
  if (!sessionsEndedAt) return false;
  // Whole seconds: who signs in again within the same one is in.
  const ended = util.time.parseISO8601ToEpochMilliSeconds(sessionsEndedAt) / 1000 - 1;
  return signedInAt(ctx) <= ended;
}

/** Admits the one caller without a token: a role with the right to a field that is for roles. */
export function authorizeRole(ctx: Context): void {
  const identity = ctx.identity as { userArn?: string } | null | undefined;
  if (!accessOf(ctx)?.iam || !identity?.userArn) util.unauthorized();
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

/** Undefined for a field that is not in the table: it is refused to everybody. */
function accessOf({ info }: Context): Access | undefined {
  const operations: Record<string, Operation | undefined> = OPERATIONS;
  return operations[`${info.parentTypeName}.${info.fieldName}`]?.access;
}

function isOpenTo({ people }: Access, { role }: Actor): boolean {
  return people === 'ADMIN' ? role === 'ADMIN' : people !== 'none';
}

function hasScope(ctx: Context, scope: string): boolean {
  const { claims } = ctx.identity as { claims: { scope?: string } };
  return (claims.scope ?? '').split(' ').indexOf(scope) >= 0;
}
