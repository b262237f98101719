import type { PostAuthenticationTriggerEvent } from 'aws-lambda';
import { SYSTEM_ACTOR } from '../../model/actors.ts';
import { changeUser } from '../lib/change-user.ts';
import { timestamp } from '../lib/clock.ts';
import { DirectoryError, invitationOver } from '../lib/errors.ts';
import { LateError, logFailure } from '../lib/failure.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';
import { awaitsFirstSignIn } from '../lib/user.ts';

/** Cognito gives a trigger 5 seconds and then fails the sign-in. */
const DEADLINE_MS = 3_000;

/**
 * Notes a sign-in. The first one makes an invited user active, which is a change like any other; later
 * ones leave the record, so that nobody's edit is refused because somebody signed in: one write, and nobody
 * is woken (docs/decisions/0011). The directory's
 * troubles are no reason to keep somebody out: they are logged and the sign-in goes on.
 * @param isByCode whether people are invited by code: then nothing but this ends an invitation
 * @throws DirectoryError InvalidState for whom nobody has invited yet, or no longer
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 */
export async function recordSignIn(
  services: Pick<Services, 'repository' | 'clock' | 'log'>,
  event: PostAuthenticationTriggerEvent,
  isByCode = false,
): Promise<PostAuthenticationTriggerEvent> {
  const { clock, log } = services;
  const id = event.request.userAttributes['sub'] ?? event.userName;
  const late = clock.wait(DEADLINE_MS).then(() => {
    throw new LateError('The time for noting a sign-in is over');
  });
  const field = event.triggerSource;
  await Promise.race([note(services, id, isByCode), late]).catch((error: unknown) => {
    if (error instanceof DirectoryError && error.type === 'InvalidState') throw error;
    logFailure(log, { field, type: 'InternalError', id }, error);
  });
  return event;
}

async function note(
  services: Pick<Services, 'repository' | 'clock'>,
  id: string,
  isByCode: boolean,
): Promise<void> {
  const { repository, clock } = services;
  const at = timestamp(clock);
  if (await repository.signIns.note(id, at)) return;
  // The first of an invited person, or one of whom none has been kept beside the record.
  const user = await repository.get(id);
  if (!user) return;
  const seen = user.status === 'INVITED' ? await activate(services, id, at, isByCode) : user;
  // Who was suspended meanwhile has not got in.
  if (!awaitsFirstSignIn(seen)) await repository.signIns.begin(seen, at);
}

const activate = (
  services: Pick<Services, 'repository' | 'clock'>,
  id: string,
  at: string,
  isByCode: boolean,
): Promise<UserRecord> =>
  changeUser(services, {
    id,
    actor: SYSTEM_ACTOR,
    // Activated or suspended meanwhile: then nothing is left to change.
    decide({ status, invitation }) {
      if (status !== 'INVITED') return {};
      if (isByCode && (!invitation || invitation.expiresAt <= at)) throw invitationOver(status);
      return { status: 'ACTIVE', lastSignInAt: at };
    },
  });
