import { IMPORT_ACTOR } from '../../model/actors.ts';
import { DirectoryError, emailTaken } from '../../functions/lib/errors.ts';
import { hashOf } from '../../functions/lib/hash.ts';
import type { Services } from '../../functions/lib/services.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import type { UserLine } from './check-lines.ts';
import { INPUT_FIELDS } from './input-line.ts';

/**
 * The user that an earlier run made of this line, or null. For a day the request is remembered,
 * whatever became of the user; later the user is known by being the same as in the file. Throws
 * EmailTaken, and NotFound for a user deleted since.
 */
export async function findEarlier(
  { repository }: Pick<Services, 'repository'>,
  { user, token }: UserLine,
): Promise<UserRecord | null> {
  const request = await repository.findRequest({ actorId: IMPORT_ACTOR.id, token });
  if (request) {
    const made = await repository.get(request.userId);
    if (made) return made;
    const message = 'The user of this line was imported within a day and has been deleted since.';
    throw new DirectoryError('NotFound', message);
  }
  const ownerId = await repository.lockOwner(user.email);
  if (ownerId === null) return null;
  const owner = await repository.get(ownerId);
  if (owner && hashOf(contentOf(owner)) === hashOf(contentOf(user))) return owner;
  throw emailTaken();
}

const contentOf = (user: Partial<UserRecord>) =>
  Object.fromEntries(INPUT_FIELDS.map((field) => [field, user[field]]));
