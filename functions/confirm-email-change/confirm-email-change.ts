import type { MutationConfirmEmailChangeArgs } from '../../generated/schema-types.ts';
import { actorName } from '../../model/actors.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { changeUser } from '../lib/change-user.ts';
import { invalidState, validationFailed } from '../lib/errors.ts';
import { tellFormerAddress } from '../lib/former-address.ts';
import type { MailServices } from '../lib/mail-services.ts';
import type { EmailChange } from '../lib/email-changes.ts';
import type { UserRecord } from '../lib/user.ts';
import { checkCode } from './check-code.ts';

/**
 * Gives the caller the address that the code went to: one transaction changes the record, moves the
 * lock and uses the code up. The right code once more, as after a lost answer, changes nothing.
 */
export async function confirmEmailChange(
  services: MailServices,
  event: FieldEvent<MutationConfirmEmailChangeArgs>,
): Promise<UserRecord> {
  const { emailChanges } = services.repository;
  const { id } = event.actor;
  const code = readCode(event.arguments.code);
  const seen: { user?: UserRecord; change?: EmailChange } = {};
  const after = await changeUser(services, {
    id,
    actor: actorName(event.actor),
    async decide(user) {
      if (user.status === 'SUSPENDED') throw invalidState('You are suspended.', user.status);
      seen.user = user;
      seen.change = await checkCode(services, user, code);
      return { email: seen.change.email };
    },
    along: ({ version }) => (seen.change ? [emailChanges.use(id, seen.change, version)] : []),
  });
  if (seen.user && seen.user.email !== after.email) await tellFormerAddress(services, seen.user);
  return after;
}

/** Spaces do no harm: codes are copied from mails. */
function readCode(input: string): string {
  const code = input.replace(/\s/gu, '');
  if (/^[0-9]{6}$/u.test(code)) return code;
  const message = 'code must be the 6 digits of the mail.';
  throw validationFailed([{ field: 'code', rule: 'format', message }]);
}
