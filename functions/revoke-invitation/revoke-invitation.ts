import type { MutationRevokeInvitationArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { changeUser } from '../lib/change-user.ts';
import { invalidState, notFound } from '../lib/errors.ts';
import { endedNow } from '../lib/invitation.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

/**
 * Puts a password that nobody knows in the place of the one that was mailed, and forgets an invitation that was
 * still to go out.
 */
export async function revokeInvitation(
  services: Pick<Services, 'repository' | 'identity' | 'clock'>,
  event: FieldEvent<MutationRevokeInvitationArgs>,
): Promise<UserRecord> {
  const { repository, identity, clock } = services;
  const user = await repository.get(event.arguments.id);
  if (!user) throw notFound();
  if (user.status !== 'INVITED') {
    throw invalidState('Only a user who has not signed in yet has an invitation.', user.status);
  }
  const known = await identity.read(user.id);
  if (known && known.status !== 'FORCE_CHANGE_PASSWORD' && !identity.isByCode) {
    throw invalidState(
      'The user has chosen a password already: suspend the user to end the access.',
      user.status,
    );
  }
  // Who is invited by code record-sign-in lets in no more.
  if (known && !identity.isByCode) await identity.voidInvitation(user.id);
  await repository.invitations.settle(user.id, user.version);
  return changeUser(services, {
    id: user.id,
    actor: actorName(event.actor),
    decide: (current) => endedNow(clock, current),
  });
}
