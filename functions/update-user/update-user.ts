import type { MutationUpdateUserArgs } from '../../generated/schema-types.ts';
import { changeUser } from '../lib/change-user.ts';
import type { FieldEvent } from '../lib/event.ts';
import { actorName } from '../lib/event.ts';
import { readPatch } from '../lib/patch.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

const FIELDS = ['email', 'firstName', 'lastName', 'phone', 'role', 'attributes'] as const;

/** Changes the given fields; a new e-mail address takes the lock in the same transaction. */
export async function updateUser(
  services: Pick<Services, 'repository' | 'clock'>,
  event: FieldEvent<MutationUpdateUserArgs>,
): Promise<UserRecord> {
  const { input } = event.arguments;
  const patch = readPatch(input, FIELDS, event.attributesTexts);
  return changeUser(services, {
    id: input.id,
    expectedVersion: input.expectedVersion,
    actor: actorName(event.actor),
    decide: () => patch,
  });
}
