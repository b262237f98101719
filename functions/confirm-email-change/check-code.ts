import type { EmailChange } from '../lib/email-changes.ts';
import { codeSubject, MAX_MISSES } from '../lib/email-changes.ts';
import { codeExpired, codeMismatch, tooManyMisses } from '../lib/errors.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';
import { isCode } from '../lib/verification-code.ts';

/** The change that the code is for; throws CodeExpired, CodeMismatch or LimitExceeded. */
export async function checkCode(
  { repository, clock }: Pick<Services, 'repository' | 'clock'>,
  user: UserRecord,
  code: string,
): Promise<EmailChange> {
  const { emailChanges } = repository;
  const change = await emailChanges.find(user.id);
  if (!change || Date.parse(change.validUntil) <= clock.now()) throw codeExpired();
  // What is left of a used code is only that its repeat is known.
  if (change.usedAt !== undefined && user.email !== change.email) throw codeExpired();
  if (change.misses >= MAX_MISSES) throw tooManyMisses();
  if (await isCode(code, codeSubject(user.id, change.email), change)) return change;
  // Guesses made at the same time are all counted, and a right one among them only counts, in the
  // transaction, while there have been fewer than MAX_MISSES wrong ones.
  if (!(await emailChanges.countMiss(user.id, change))) throw tooManyMisses();
  throw codeMismatch(MAX_MISSES - change.misses - 1);
}
