import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import type { UserSession } from '../../generated/schema-types.ts';

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
 * Whether the caller's token is of a session. Tokens do not name it: its app and the second that it began in do,
 * give or take one, as Cognito need not make it in the same second as the tokens.
 */
export function isOfSession(
  ctx: Context,
  { client, startedAt }: Pick<UserSession, 'client' | 'startedAt'>,
): boolean {
  const { client_id: clientId, aud } = claimsOf(ctx);
  if (client !== (clientId ?? aud)) return false;
  const started = util.time.parseISO8601ToEpochMilliSeconds(startedAt) / 1000;
  const signedIn = signedInAt(ctx);
  return started >= signedIn - 1 && started < signedIn + 2;
}
