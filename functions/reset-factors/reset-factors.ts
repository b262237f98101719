import type { MutationResetFactorsArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { changeUser } from '../lib/change-user.ts';
import { timestamp } from '../lib/clock.ts';
import { invalidState, notFound } from '../lib/errors.ts';
import type { Mailer } from '../lib/mailer.ts';
import type { Services } from '../lib/services.ts';
import { tellPerson } from '../lib/tell-person.ts';
import type { UserRecord } from '../lib/user.ts';

type Needs = Pick<Services, 'repository' | 'identity' | 'clock' | 'log'> & {
  readonly mailer: Mailer;
};

/**
 * Takes the second factors of somebody who has lost them. The record is written first: whatever fails after it, the
 * history has it, and the same request again does the rest.
 */
export async function resetFactors(
  services: Needs,
  event: FieldEvent<MutationResetFactorsArgs>,
): Promise<UserRecord> {
  const { repository, identity, clock } = services;
  const { id } = event.arguments;
  const user = await repository.get(id);
  if (!user) throw notFound();
  const factors = await identity.secondFactors(id);
  if (!factors) {
    throw invalidState('The user has no second factor that could be taken away.', user.status);
  }
  const changed = await changeUser(services, {
    id,
    actor: actorName(event.actor),
    decide: () => ({ factorsResetAt: timestamp(clock) }),
  });
  await identity.resetFactors(id, factors);
  await tellPerson(services, changed, NOTICE);
  return changed;
}

/** Whoever was not asked learns of it. */
const NOTICE = {
  subject: 'Your second factor was taken away',
  text:
    'An administrator has taken the second factor away from your account: your next sign-in asks for none. ' +
    'Set up another one.\n\n' +
    'If you did not ask for it, tell an administrator at once and choose another password.\n',
  warning: 'owner of the factors not told',
};
