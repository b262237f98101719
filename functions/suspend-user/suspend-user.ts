import type { MutationSuspendUserArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { changeUser } from '../lib/change-user.ts';
import { invalidState } from '../lib/errors.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

/** Ends a user's access. sync-identity then disables the Cognito user and ends the sessions. */
export async function suspendUser(
  services: Pick<Services, 'repository' | 'clock'>,
  event: FieldEvent<MutationSuspendUserArgs>,
): Promise<UserRecord> {
  return changeUser(services, {
    id: event.arguments.id,
    expectedVersion: event.arguments.expectedVersion,
    actor: actorName(event.actor),
    decide(user) {
      if (user.status === 'SUSPENDED') {
        throw invalidState('The user is suspended already.', user.status);
      }
      return { status: 'SUSPENDED' };
    },
  });
}
