import type { MutationSignOutEverywhereArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { changeUser } from '../lib/change-user.ts';
import { timestamp } from '../lib/clock.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

/**
 * Ends a user's sessions. The guard refuses what was signed in before by the record; sync-identity then has
 * Cognito renew none of it.
 */
export async function signOutEverywhere(
  services: Pick<Services, 'repository' | 'clock'>,
  event: FieldEvent<MutationSignOutEverywhereArgs>,
): Promise<UserRecord> {
  return changeUser(services, {
    id: event.arguments.id,
    actor: actorName(event.actor),
    decide: () => ({ sessionsEndedAt: timestamp(services.clock) }),
  });
}
