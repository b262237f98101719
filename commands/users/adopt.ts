import type { UserRole, UserStatus } from '../../generated/schema-types.ts';
import { IMPORT_ACTOR, actorName } from '../../model/actors.ts';
import { readInput } from '../../functions/create-user/read-input.ts';
import { timestamp } from '../../functions/lib/clock.ts';
import { DirectoryError, emailTaken } from '../../functions/lib/errors.ts';
import { fieldsOf } from '../../functions/lib/identity.ts';
import type { Services } from '../../functions/lib/services.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import type { PoolUser } from './pages.ts';

/**
 * Makes the record of a Cognito user that has none, of what Cognito knows. Throws ValidationFailed
 * when that is not enough, InvalidState while the address is not verified, EmailTaken when it is
 * another user's.
 */
export async function adopt(
  { repository, clock }: Pick<Services, 'repository' | 'clock'>,
  poolUser: PoolUser,
  role: UserRole,
): Promise<UserRecord> {
  const { email_verified } = poolUser.attributes;
  // The record would make it count as verified.
  if (email_verified !== 'true') {
    throw new DirectoryError('InvalidState', 'Its e-mail address is not verified.');
  }
  const { user } = readInput({ ...fieldsOf(poolUser.attributes), role });
  const now = timestamp(clock);
  const actor = actorName(IMPORT_ACTOR);
  const record: UserRecord = {
    ...user,
    id: poolUser.sub,
    status: statusOf(poolUser),
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdBy: actor,
    updatedBy: actor,
  };
  const outcome = await repository.create(record, null);
  if (outcome === 'created') return record;
  if (outcome === 'emailLocked') throw emailTaken();
  throw new DirectoryError('InvalidState', 'Somebody else made the record meanwhile.');
}

function statusOf({ enabled, status }: PoolUser): UserStatus {
  if (!enabled) return 'SUSPENDED';
  return status === 'FORCE_CHANGE_PASSWORD' ? 'INVITED' : 'ACTIVE';
}
