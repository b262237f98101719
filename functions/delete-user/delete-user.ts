import type { MutationDeleteUserArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { timestamp } from '../lib/clock.ts';
import { lastAdmin, notFound, versionConflict } from '../lib/errors.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

/**
 * Removes the record with its lock and what a change of address has left, and puts a tombstone there,
 * all or nothing; answers the record as it was. A change in between is VersionConflict even when the
 * caller named no version: what is deleted is what was read. sync-identity then removes the Cognito user.
 */
export async function deleteUser(
  { repository, clock }: Pick<Services, 'repository' | 'clock'>,
  event: FieldEvent<MutationDeleteUserArgs>,
): Promise<UserRecord> {
  const { id, expectedVersion } = event.arguments;
  const user = await repository.get(id);
  if (!user) throw notFound();
  if ((expectedVersion ?? user.version) !== user.version) throw versionConflict(user.version);
  const tombstone = { actor: actorName(event.actor), at: timestamp(clock) };
  const outcome = await repository.remove(user, tombstone);
  if (outcome === 'removed') return user;
  if (outcome === 'lastAdmin') throw lastAdmin();
  const now = await repository.get(id);
  throw now ? versionConflict(now.version) : notFound();
}
