import type { MutationResendInvitationArgs } from '../../generated/schema-types.ts';
import { invalidState, notFound } from '../lib/errors.ts';
import type { FieldEvent } from '../lib/event.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

/** Has Cognito send a new temporary password. The record does not change. */
export async function resendInvitation(
  { repository, identity }: Pick<Services, 'repository' | 'identity'>,
  event: FieldEvent<MutationResendInvitationArgs>,
): Promise<UserRecord> {
  const user = await repository.get(event.arguments.id);
  if (!user) throw notFound();
  if (user.status !== 'INVITED') {
    throw invalidState('Only a user who has not signed in yet can be invited again.', user.status);
  }
  if (await identity.inviteAgain(user.email)) return user;
  throw invalidState(
    'The user has chosen a password already, so no invitation is due.',
    user.status,
  );
}
