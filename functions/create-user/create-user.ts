import type { MutationCreateUserArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { timestamp } from '../lib/clock.ts';
import { checkDeliverable } from '../lib/deliverable.ts';
import { DirectoryError, emailTaken, validationFailed } from '../lib/errors.ts';
import { hashOf } from '../lib/hash.ts';
import { sentNow } from '../lib/invitation.ts';
import type { Wording } from '../lib/letters.ts';
import type { CreateOutcome, RequestId } from '../lib/repository.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';
import type { CognitoUser } from './cognito-user.ts';
import { obtainCognitoUser, takeBack } from './cognito-user.ts';
import type { NewUser } from './read-input.ts';
import { readInput } from './read-input.ts';

/** A create that can be recognised when it is repeated. */
interface Request {
  readonly id: RequestId;
  readonly inputHash: string;
}

/**
 * Invites a person. Cognito makes the user first, as its `sub` is the record's id; then one
 * transaction writes the record, the lock on the e-mail address and the request. A crash between the
 * two leaves a Cognito user without a record, which the next create of that address adopts; so does a
 * mail that could not be sent.
 */
export async function createUser(
  services: Services,
  event: FieldEvent<MutationCreateUserArgs>,
): Promise<UserRecord> {
  const { repository } = services;
  const { user, token, wording } = readInput(event.arguments.input, event.attributesTexts);
  const request = token
    ? { id: { actorId: event.actor.id, token }, inputHash: hashOf(inputOf(user, wording)) }
    : null;

  const repeated = await findRepeated(services, request);
  if (repeated) return repeated;
  if (await repository.lockOwner(user.email)) return refuseTaken(services, request);
  checkDeliverable(services.identity, user.email, wording);

  const cognitoUser = await obtainCognitoUser(services, user, wording);
  if (!cognitoUser) return refuseTaken(services, request);
  const now = timestamp(services.clock);
  const actor = actorName(event.actor);
  const record: UserRecord = {
    ...user,
    id: cognitoUser.sub,
    status: 'INVITED',
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdBy: actor,
    updatedBy: actor,
    ...(cognitoUser.isInvited && !services.identity.isSilent
      ? { invitation: sentNow(services.clock, actor, undefined, wording.language) }
      : {}),
  };
  if ((await write(services, record, request, cognitoUser)) === 'created') return record;
  return refuseTaken(services, request);
}

/** Without a wording as in releases that knew none. */
const inputOf = (user: NewUser, wording: Wording) =>
  Object.keys(wording).length > 0 ? { user, wording } : user;

/** The user that this request made before, or null when it is new. */
async function findRepeated(
  { repository }: Pick<Services, 'repository'>,
  request: Request | null,
): Promise<UserRecord | null> {
  const earlier = request && (await repository.findRequest(request.id));
  if (!earlier) return null;
  if (earlier.inputHash !== request.inputHash) {
    const message = 'clientRequestToken was used with another input; give each create its own.';
    throw validationFailed([{ field: 'clientRequestToken', rule: 'unique', message }]);
  }
  const user = await repository.get(earlier.userId);
  if (user) return user;
  throw new DirectoryError('NotFound', 'The user that this request made has been deleted since.');
}

/** The address is held: by this very request, running twice at once, or by another user. */
async function refuseTaken(
  services: Pick<Services, 'repository'>,
  request: Request | null,
): Promise<UserRecord> {
  const repeated = await findRepeated(services, request);
  if (repeated) return repeated;
  throw emailTaken();
}

/** Writes the record. Unless it is there afterwards, a Cognito user made for it is taken back. */
async function write(
  services: Services,
  record: UserRecord,
  request: Request | null,
  { isNew }: CognitoUser,
): Promise<CreateOutcome> {
  try {
    const outcome = await services.repository.create(record, request);
    if (isNew && outcome !== 'created') await takeBack(services, record.id);
    return outcome;
  } catch (error) {
    if (isNew) await takeBack(services, record.id);
    throw error;
  }
}
