import type { MutationReactivateUserArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { changeUser } from '../lib/change-user.ts';
import { invalidState } from '../lib/errors.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

/** Gives a suspended user access again: the status is the one before, told by the last sign-in. */
export async function reactivateUser(
  services: Pick<Services, 'repository' | 'clock'>,
  event: FieldEvent<MutationReactivateUserArgs>,
): Promise<UserRecord> {
  return changeUser(services, {
    id: event.arguments.id,
    expectedVersion: event.arguments.expectedVersion,
    actor: actorName(event.actor),
    decide(user) {
      if (user.status !== 'SUSPENDED') {
        throw invalidState('Only a suspended user can be reactivated.', user.status);
      }
      return { status: user.lastSignInAt === undefined ? 'INVITED' : 'ACTIVE' };
    },
  });
}
