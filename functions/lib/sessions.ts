import type {
  CognitoIdentityProviderClient,
  SessionDescriptionType,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  AdminListUserSessionsCommand,
  AdminRevokeUserSessionCommand,
  OperationNotEnabledException,
  ResourceNotFoundException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserSession } from '../../generated/schema-types.ts';
import { nullOn } from './null-on.ts';

/** A session as Cognito tells it to whoever may see all: which one asks is not known. */
export type KnownSession = Omit<UserSession, 'current'>;

/** What can be done about the sessions of users of a pool. */
export function sessions(cognito: CognitoIdentityProviderClient, UserPoolId: string) {
  return {
    /** The last used first; null when the pool keeps track of none, or has no such user. */
    async sessions(Username: string): Promise<KnownSession[] | null> {
      // All in one page: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListUserSessions.html
      const answer = await cognito
        .send(new AdminListUserSessionsCommand({ UserPoolId, Username }))
        .catch(nullOn(OperationNotEnabledException, UserNotFoundException));
      if (!answer) return null;
      // Those of managed login are a browser's, not an app's: they have no tokens.
      const ofApps = (answer.Sessions ?? []).filter(({ SessionType }) => SessionType === 'TOKEN');
      return ofApps
        .map(toSession)
        .toSorted((one, other) => other.lastUsedAt.localeCompare(one.lastUsedAt));
    },

    /** Renews none of its tokens from now on; one that is over already is as good. */
    async revokeSession(Username: string, SessionId: string): Promise<void> {
      const command = new AdminRevokeUserSessionCommand({
        UserPoolId,
        Username,
        SessionId,
        // With that of the managed login it came by, which would give the browser another one unasked.
        RevokeAssociatedSessions: 'LINKED',
      });
      await cognito.send(command).catch(nullOn(ResourceNotFoundException));
    },
  };
}

function toSession(session: SessionDescriptionType): KnownSession {
  const { SessionId, ClientId, CreateDate, LastActiveDate } = session;
  if (!SessionId || !CreateDate) throw new Error('Cognito answered a session without its id');
  return {
    id: SessionId,
    client: ClientId ?? '',
    startedAt: CreateDate.toISOString(),
    lastUsedAt: (LastActiveDate ?? CreateDate).toISOString(),
    device: knownOrNull(session.DeviceType),
    ipAddress: knownOrNull(session.LastIPAddress),
    city: knownOrNull(session.LastLocation?.City),
    country: knownOrNull(session.LastLocation?.Country),
  };
}

const knownOrNull = (text: string | undefined) => (text && text !== 'unknown' ? text : null);
