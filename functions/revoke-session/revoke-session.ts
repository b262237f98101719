import type { MutationRevokeSessionArgs, RevokedSession } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { changeUser } from '../lib/change-user.ts';
import { noSuchSession, notFound, untrackedSessions } from '../lib/errors.ts';
import type { Services } from '../lib/services.ts';
import type { KnownSession } from '../lib/sessions.ts';
import type { UserRecord } from '../lib/user.ts';

/** Cognito gives no token a longer life. */
const TOKEN_LIFE_MS = 24 * 60 * 60 * 1_000; // 1 day
/** As many as somebody can have at once. */
const MAX_REVOKED = 100;

/**
 * Ends one session of a user. The guard refuses its tokens by the record, which is written first: whatever fails
 * after it, the same request again has Cognito renew none of them.
 */
export async function revokeSession(
  services: Pick<Services, 'repository' | 'identity' | 'clock'>,
  event: FieldEvent<MutationRevokeSessionArgs>,
): Promise<UserRecord> {
  const { repository, identity, clock } = services;
  const { id, sessionId } = event.arguments;
  const user = await repository.get(id);
  if (!user) throw notFound();
  const sessions = await identity.sessions(id);
  if (!sessions) throw untrackedSessions(user.status);
  const session = sessions.find((one) => one.id === sessionId);
  if (!session) throw noSuchSession();
  const changed = await changeUser(services, {
    id,
    actor: actorName(event.actor),
    decide: ({ revokedSessions }) => ({
      revokedSessions: withRevoked(revokedSessions ?? [], session, clock.now()),
    }),
  });
  await identity.revokeSession(id, sessionId);
  return changed;
}

/** Without those whose tokens are all over. */
function withRevoked(
  before: readonly RevokedSession[],
  { id, client, startedAt }: KnownSession,
  now: number,
): RevokedSession[] {
  if (before.some((session) => session.id === id)) return [...before];
  const since = new Date(now - TOKEN_LIFE_MS).toISOString();
  const kept = before.filter(({ revokedAt }) => revokedAt > since);
  const revokedAt = new Date(now).toISOString();
  return [...kept, { id, client, startedAt, revokedAt }].slice(-MAX_REVOKED);
}
