import { describeError } from './logger.ts';
import type { MailServices } from './mail-services.ts';
import type { UserRecord } from './user.ts';

/** Whoever reads the mails of the former address hears of it; the change stands without that. */
export async function tellFormerAddress(
  { mailer, log }: Pick<MailServices, 'mailer' | 'log'>,
  { id, email }: UserRecord,
): Promise<void> {
  const text =
    'Your account has another e-mail address now: sign in with that one.\n\n' +
    'If it was not you who changed it, tell an administrator at once.\n';
  try {
    await mailer.send({ to: email, subject: 'Your e-mail address was changed', text });
  } catch (error) {
    log.warn('former address not told', { id, ...describeError(error) });
  }
}
