import type { MutationReactivateUserArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { changeUser } from '../lib/change-user.ts';
import { invalidState } from '../lib/errors.ts';
import { sentNow } from '../lib/invitation.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

/** Gives a suspended user access again: the status is the one before, told by the last sign-in. */
export async function reactivateUser(
  services: Pick<Services, 'repository' | 'clock'>,
  event: FieldEvent<MutationReactivateUserArgs>,
): Promise<UserRecord> {
  const { repository, clock } = services;
  const actor = actorName(event.actor);
  return changeUser(services, {
    id: event.arguments.id,
    expectedVersion: event.arguments.expectedVersion,
    actor,
    async decide(user) {
      if (user.status !== 'SUSPENDED') {
        throw invalidState('Only a suspended user can be reactivated.', user.status);
      }
      if (user.lastSignInAt !== undefined) return { status: 'ACTIVE' };
      // The invitation that waited for this: sync-identity sends it.
      if ((await repository.invitations.find(user.id)) === null) return { status: 'INVITED' };
      return { status: 'INVITED', invitation: sentNow(clock, actor, user.invitation) };
    },
  });
}
