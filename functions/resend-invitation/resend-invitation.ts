import type { MutationResendInvitationArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { writeFreeing } from '../lib/address.ts';
import { changeUser } from '../lib/change-user.ts';
import { checkDeliverable } from '../lib/deliverable.ts';
import { invalidState, notFound } from '../lib/errors.ts';
import { verifiedEmail } from '../lib/identity.ts';
import { takeWording } from '../lib/check-wording.ts';
import { sentNow, wordingOf } from '../lib/invitation.ts';
import type { Wording } from '../lib/letters.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';
import { createCollector } from '../lib/validation.ts';

/** Has Cognito send a new temporary password, and notes it. */
export async function resendInvitation(
  services: Pick<Services, 'repository' | 'identity' | 'clock'>,
  event: FieldEvent<MutationResendInvitationArgs>,
): Promise<UserRecord> {
  const { repository, identity } = services;
  const given = readWording(event.arguments.wording);
  const user = await repository.get(event.arguments.id);
  if (!user) throw notFound();
  if (user.status !== 'INVITED') {
    throw invalidState('Only a user who has not signed in yet can be invited again.', user.status);
  }
  const wording = { ...wordingOf(user), ...given };
  checkDeliverable(identity, user.email, wording);
  const known = await identity.read(user.id);
  if (!known) {
    throw invalidState(
      'The user has no Cognito user any more: delete the user and create it again.',
      user.status,
    );
  }
  // Cognito sends by address: to the former one of this user, or to whoever has the new one there.
  if (known.attributes['email'] !== user.email) {
    await writeFreeing(services, user, verifiedEmail(user.email));
  }
  if (!(await identity.inviteAgain(user.email, wording))) {
    throw invalidState(
      'The user has chosen a password already, so no invitation is due.',
      user.status,
    );
  }
  await repository.invitations.settle(user.id, user.version);
  const actor = actorName(event.actor);
  return changeUser(services, {
    id: user.id,
    actor,
    decide: ({ invitation }) => ({
      invitation: sentNow(services.clock, actor, invitation, given.language),
    }),
  });
}

function readWording(given: unknown): Wording {
  const collector = createCollector();
  const wording = takeWording(collector, given);
  collector.finish();
  return wording;
}
