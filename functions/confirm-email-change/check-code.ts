import type { EmailChange } from '../lib/email-changes.ts';
import { codeSubject, MAX_MISSES } from '../lib/email-changes.ts';
import { codeExpired, codeMismatch, tooManyMisses } from '../lib/errors.ts';
import type { MailServices } from '../lib/mail-services.ts';
import type { UserRecord } from '../lib/user.ts';
import { isCode } from '../lib/verification-code.ts';

/** The change that the code is for; throws CodeExpired, CodeMismatch or LimitExceeded. */
export async function checkCode(
  services: Pick<MailServices, 'repository' | 'clock' | 'codeCost'>,
  user: UserRecord,
  code: string,
): Promise<EmailChange> {
  const { emailChanges } = services.repository;
  const change = await emailChanges.find(user.id);
  if (!change || Date.parse(change.validUntil) <= services.clock.now()) throw codeExpired();
  if (wasUsedBefore(change, user)) throw codeExpired();
  if (change.misses >= MAX_MISSES) throw tooManyMisses();
  const subject = codeSubject(user.id, change.email);
  if (await isCode(code, subject, change, services.codeCost)) return change;
  // Of guesses made at the same time each is counted, or judged again. A right one among them only
  // counts, in the transaction, while there have been fewer than MAX_MISSES wrong ones.
  if (!(await emailChanges.countMiss(user.id, change))) return checkCode(services, user, code);
  throw codeMismatch(MAX_MISSES - change.misses - 1);
}

/** A used code is known again only while the address is the one it gave; `user` may be older than it. */
const wasUsedBefore = ({ madeVersion, email }: EmailChange, user: UserRecord) =>
  madeVersion !== undefined && madeVersion <= user.version && email !== user.email;
