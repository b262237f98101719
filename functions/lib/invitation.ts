import type { Invitation } from '../../generated/schema-types.ts';
import { INVITATION_DAYS } from '../../model/invitations.ts';
import type { Clock } from './clock.ts';
import type { Wording } from './letters.ts';
import type { UserRecord } from './user.ts';

const LIFE_MS = INVITATION_DAYS * 24 * 60 * 60 * 1_000;

/**
 * The invitation that is mailed now, after those before.
 * @param language that of the one before unless given
 */
export function sentNow(
  clock: Pick<Clock, 'now'>,
  sentBy: string,
  before?: UserRecord['invitation'],
  language = before?.language,
): Invitation {
  const now = clock.now();
  return {
    sentAt: new Date(now).toISOString(),
    expiresAt: new Date(now + LIFE_MS).toISOString(),
    sentBy,
    times: (before?.times ?? 0) + 1,
    ...(language ? { language } : {}),
  };
}

/** The same invitation, good for nothing from now on; nothing of somebody who has none. */
export function endedNow(
  clock: Pick<Clock, 'now'>,
  { invitation }: Pick<UserRecord, 'invitation'>,
): Pick<UserRecord, 'invitation'> {
  if (!invitation) return {};
  const now = new Date(clock.now()).toISOString();
  return invitation.expiresAt <= now ? {} : { invitation: { ...invitation, expiresAt: now } };
}

/** How another invitation is written of whose the last one is: in the same language. */
export const wordingOf = ({ invitation }: Pick<UserRecord, 'invitation'>): Wording =>
  invitation?.language ? { language: invitation.language } : {};
