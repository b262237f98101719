import type { InvitationPhase, User } from './types.ts';

/**
 * How somebody's invitation stands, as `listUsers(filter: { invitation })` judges it: `PENDING` while the mailed
 * password is good, `EXPIRED` once it is over or revoked. Null for who has signed in, or was never mailed.
 * @param now milliseconds since 1970
 */
export function invitationPhaseOf(
  { status, invitation }: Pick<User, 'status' | 'invitation'>,
  now = Date.now(),
): InvitationPhase | null {
  if (status !== 'INVITED' || !invitation) return null;
  return Date.parse(invitation.expiresAt) > now ? 'PENDING' : 'EXPIRED';
}
