import { wordingOf } from '../lib/invitation.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

/**
 * Sends the invitation of a person whose address was changed before the first sign-in, once Cognito
 * has the new address; a suspended person's waits until the suspension ends. Sent once, unless the
 * function dies between the mail and the note of it.
 */
export async function sendDueInvitation(
  { repository, identity }: Pick<Services, 'repository' | 'identity'>,
  user: UserRecord,
): Promise<void> {
  if (user.status !== 'INVITED') return;
  const { invitations } = repository;
  const due = await invitations.find(user.id);
  // Made due by a later version than this: its own record does it.
  if (due === null || due > user.version) return;
  await identity.inviteAgain(user.email, wordingOf(user));
  await invitations.settle(user.id, user.version);
}
