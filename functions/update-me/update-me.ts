import type { MutationUpdateMeArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { UPDATE_ME_FIELDS } from '../../model/user-fields.ts';
import { changeUser } from '../lib/change-user.ts';
import { invalidState } from '../lib/errors.ts';
import { readPatch } from '../lib/patch.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

/** Self-service: changes the caller's own record. */
export async function updateMe(
  services: Pick<Services, 'repository' | 'clock'>,
  event: FieldEvent<MutationUpdateMeArgs>,
): Promise<UserRecord> {
  const { input } = event.arguments;
  const patch = readPatch(input, UPDATE_ME_FIELDS, event.attributesTexts);
  return changeUser(services, {
    id: event.actor.id,
    expectedVersion: input.expectedVersion,
    actor: actorName(event.actor),
    decide(user) {
      // An access token outlives the suspension by up to its life.
      if (user.status === 'SUSPENDED') throw invalidState('You are suspended.', user.status);
      return patch;
    },
  });
}
