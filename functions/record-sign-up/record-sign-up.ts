import { timestamp } from '../lib/clock.ts';
import { accountExists } from '../lib/errors.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';
import { readPerson, type SignUpEvent } from './sign-up-event.ts';

/**
 * Makes the record of somebody who signed up and proved the address: an active member. The stream
 * brings the group to Cognito. A new password after a forgotten one is told here too and makes no
 * record; Cognito repeats a call that took too long, which makes no second one.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
 */
export async function recordSignUp(
  { repository, clock, log }: Pick<Services, 'repository' | 'clock' | 'log'>,
  event: SignUpEvent,
): Promise<SignUpEvent> {
  if (event.triggerSource !== 'PostConfirmation_ConfirmSignUp') return event;
  const id = event.request.userAttributes['sub'] ?? event.userName;
  if (await repository.get(id)) return event;
  const now = timestamp(clock);
  const record: UserRecord = {
    ...readPerson(event),
    id,
    role: 'MEMBER',
    status: 'ACTIVE',
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdBy: id,
    updatedBy: id,
  };
  const outcome = await repository.create(record, null);
  // A repeat that ran at the same time finds both items taken.
  if (outcome === 'created' || (await repository.get(id))) return event;
  log.error('sign-up without a record: its address belongs to another user', { id });
  throw accountExists();
}
