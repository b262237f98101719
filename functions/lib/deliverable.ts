import { validationFailed } from './errors.ts';
import type { Identity } from './identity.ts';
import type { Wording } from './letters.ts';
import { isLetter } from './letters.ts';
import { canReceiveMail } from './mailer.ts';

/**
 * Refuses an address that an invitation could not reach, before anything is written: Cognito mails everybody, but
 * what we mail ourselves goes by SES.
 * @throws DirectoryError ValidationFailed
 */
export function checkDeliverable(
  { isByCode, isSilent }: Pick<Identity, 'isByCode' | 'isSilent'>,
  email: string,
  wording: Wording,
): void {
  if (isSilent || !isLetter(isByCode, wording) || canReceiveMail(email)) return;
  const message = isByCode
    ? 'email must have ASCII letters only before the @ to get an invitation.'
    : 'email must have ASCII letters only before the @ to get an invitation in a language or words of its own.';
  throw validationFailed([{ field: 'email', rule: 'deliverable', message }]);
}
