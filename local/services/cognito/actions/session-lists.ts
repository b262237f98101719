import { page } from '../protocol/page-token.ts';
import { invalidParameter, resourceNotFound } from '../protocol/errors.ts';
import { optional, string } from '../protocol/shape.ts';
import type { Services } from '../services.ts';
import type { Session } from '../store/sessions.ts';
import type { User } from '../store/users.ts';
import { seconds } from './common.ts';

/** Sessions on a page: AWS gives all, of which there are 100 at most. */
const PAGE = 125;

/** Input check of the two actions that end a session. */
export const sessionFields = {
  SessionId: string({ min: 28, max: 28, pattern: '(tkn|sso)[a-z0-9]{25}' }),
  RevokeAssociatedSessions: optional(string({ oneOf: ['NONE', 'LINKED'] })),
};

/** A page of a user's sessions; `current` is the one that asks. */
export function listSessions(
  { store, clock }: Services,
  user: User,
  token: string | undefined,
  current: Session | null,
): object {
  const all = store.sessionUses.of(user, clock.now());
  const { items, next } = page(`ListUserSessions|${user.sub}`, token, PAGE, {
    after: ([id], count) => {
      const from = all.findIndex(({ publicId }) => publicId === id) + 1;
      return all.slice(from, from + count);
    },
    keyOf: ({ publicId }) => [publicId],
  });
  const Sessions = items.map((use) => ({
    SessionId: use.publicId,
    SessionType: 'TOKEN',
    ClientId: use.clientId,
    CreateDate: seconds(use.createdAt),
    LastActiveDate: seconds(use.lastActiveAt),
    DeviceType: use.device,
    ...(use.ip === '' ? {} : { LastIPAddress: use.ip }),
    LastLocation: { Country: 'unknown' },
    IsCurrentSession: use.session === current?.id,
  }));
  return { Sessions, ...next };
}

/**
 * Ends one session of a user.
 * @throws CognitoError ResourceNotFoundException, InvalidParameterException for the one that asks
 */
export function revokeSession(
  { store, clock }: Services,
  user: User,
  publicId: string,
  current: Session | null,
): void {
  const use = store.sessionUses.get(user, publicId, clock.now());
  const session = use === null ? null : store.sessions.get(use.session);
  if (session === null) throw resourceNotFound('Session not found.');
  if (session.id === current?.id) {
    throw invalidParameter('The current session cannot be revoked with its own token.');
  }
  store.sessions.revoke(session);
}
