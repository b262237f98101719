import type { UserSession } from '../../generated/schema-types.ts';
import { GONE, nullOn } from './null-on.ts';
import type { CallPool, PoolSession } from './pool-calls.ts';

/** A session as Cognito tells it to whoever may see all: which one asks is not known. */
export type KnownSession = Omit<UserSession, 'current'>;

/** What can be done about the sessions of users of a pool. */
export function sessions(call: CallPool, UserPoolId: string) {
  return {
    /** The last used first; null when the pool keeps track of none, or has no such user. */
    async sessions(Username: string): Promise<KnownSession[] | null> {
      // All in one page: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListUserSessions.html
      const answer = await call('AdminListUserSessions', { UserPoolId, Username }).catch(
        nullOn('OperationNotEnabledException', GONE),
      );
      if (!answer) return null;
      // Those of managed login are a browser's, not an app's: they have no tokens.
      const ofApps = (answer.Sessions ?? []).filter(({ SessionType }) => SessionType === 'TOKEN');
      return ofApps
        .map(toSession)
        .toSorted((one, other) => other.lastUsedAt.localeCompare(one.lastUsedAt));
    },

    /** Renews none of its tokens from now on; one that is over already is as good. */
    async revokeSession(Username: string, SessionId: string): Promise<void> {
      await call('AdminRevokeUserSession', {
        UserPoolId,
        Username,
        SessionId,
        // With that of the managed login it came by, which would give the browser another one unasked.
        RevokeAssociatedSessions: 'LINKED',
      }).catch(nullOn('ResourceNotFoundException'));
    },
  };
}

function toSession(session: PoolSession): KnownSession {
  const { SessionId, ClientId, CreateDate, LastActiveDate } = session;
  if (!SessionId || !CreateDate) throw new Error('Cognito answered a session without its id');
  return {
    id: SessionId,
    client: ClientId ?? '',
    startedAt: timestampOf(CreateDate),
    lastUsedAt: timestampOf(LastActiveDate ?? CreateDate),
    device: knownOrNull(session.DeviceType),
    ipAddress: knownOrNull(session.LastIPAddress),
    city: knownOrNull(session.LastLocation?.City),
    country: knownOrNull(session.LastLocation?.Country),
  };
}

/** Of seconds since the epoch. */
const timestampOf = (seconds: number) => new Date(seconds * 1_000).toISOString();

const knownOrNull = (text: string | undefined) => (text && text !== 'unknown' ? text : null);
