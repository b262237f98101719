import type { MutationUpdateUserArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { UPDATE_FIELDS } from '../../model/user-fields.ts';
import { changeUser } from '../lib/change-user.ts';
import { checkDeliverable } from '../lib/deliverable.ts';
import { tellFormerAddress } from '../lib/former-address.ts';
import { verifiedEmail } from '../lib/identity.ts';
import { endedNow, sentNow, wordingOf } from '../lib/invitation.ts';
import { describeError } from '../lib/logger.ts';
import type { Mailer } from '../lib/mailer.ts';
import { readPatch } from '../lib/patch.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';
import { awaitsFirstSignIn } from '../lib/user.ts';

type Needs = Omit<Services, 'metrics'> & { readonly mailer: Mailer };

/** Changes the given fields; a new e-mail address takes the lock in the same transaction. */
export async function updateUser(
  services: Needs,
  event: FieldEvent<MutationUpdateUserArgs>,
): Promise<UserRecord> {
  const { invitations } = services.repository;
  const { input } = event.arguments;
  const patch = readPatch(input, UPDATE_FIELDS, event.attributesTexts);
  const seen: { before?: UserRecord } = {};
  const actor = actorName(event.actor);
  const after = await changeUser(services, {
    id: input.id,
    expectedVersion: input.expectedVersion,
    actor,
    decide(user) {
      seen.before = user;
      const { email } = patch;
      if (email === undefined || email === user.email) return patch;
      return { ...patch, ...invitationOf(services, user, email, actor) };
    },
    along: ({ id, email, version }) =>
      seen.before && seen.before.email !== email && awaitsFirstSignIn(seen.before)
        ? [invitations.due(id, version)]
        : [],
  });
  if (seen.before && seen.before.email !== after.email)
    await leaveAddress(services, seen.before, after);
  return after;
}

/** With another address another invitation goes out: at once, or when a suspension ends. */
function invitationOf(
  { clock, identity }: Needs,
  user: UserRecord,
  email: string,
  actor: string,
): Pick<UserRecord, 'invitation'> {
  if (!awaitsFirstSignIn(user)) return {};
  checkDeliverable(identity, email, wordingOf(user));
  if (user.status === 'SUSPENDED') return endedNow(clock, user);
  return { invitation: sentNow(clock, actor, user.invitation) };
}

/**
 * The former address of an active person is that person's, who is told. That of an invited one may be a
 * stranger's, who holds a password to the record: it opens nothing from now on, and sync-identity sends
 * another one to the right address. Where people are invited by code, that is mailed to the right address from now on.
 */
async function leaveAddress(services: Needs, before: UserRecord, after: UserRecord): Promise<void> {
  if (!awaitsFirstSignIn(before)) return tellFormerAddress(services, before);
  const { identity, log } = services;
  try {
    if (identity.isByCode) await identity.writeAttributes(before.id, verifiedEmail(after.email));
    else await identity.voidInvitation(before.id);
  } catch (error) {
    log.error('former invitation good until the next', { id: before.id, ...describeError(error) });
  }
}
