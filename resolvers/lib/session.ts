import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import type { UserSession } from '../../generated/schema-types.ts';

type Started = Pick<UserSession, 'id' | 'client' | 'startedAt'>;

interface Claims {
  /** Of an access token. */
  client_id?: string;
  /** Of an ID token: the same. */
  aud?: string;
  /** When the person signed in, in whole seconds; renewed tokens keep it. */
  auth_time?: number | string;
}

const claimsOf = (ctx: Context) => (ctx.identity as { claims: Claims }).claims;

/** When the caller signed in, in seconds since the epoch; 0 when the token does not tell. */
export function signedInAt(ctx: Context): number {
  return +(claimsOf(ctx).auth_time ?? 0);
}

/**
 * Whether the caller's token may be of a session. Tokens do not name it: its app and the second that it began in do,
 * give or take one, as Cognito need not make it in the same second as the tokens.
 */
export function isOfSession(ctx: Context, session: Omit<Started, 'id'>): boolean {
  const { client_id: clientId, aud } = claimsOf(ctx);
  return session.client === (clientId ?? aud) && secondsOff(ctx, session) <= 1;
}

/** Which of the sessions the caller's token is of: the nearest; who signed in twice within a second finds both. */
export function sessionsOfToken(ctx: Context, sessions: Started[]): string[] {
  const near = sessions.filter((session) => isOfSession(ctx, session));
  const least = Math.min(...near.map((session) => secondsOff(ctx, session)));
  return near.filter((session) => secondsOff(ctx, session) === least).map(({ id }) => id);
}

/** Between the caller's sign-in and the beginning of a session. */
function secondsOff(ctx: Context, { startedAt }: Pick<Started, 'startedAt'>): number {
  const started = util.time.parseISO8601ToEpochMilliSeconds(startedAt) / 1000;
  const off = Math.floor(started) - signedInAt(ctx);
  return Math.max(off, -off); // the runtime has no Math.abs
}
