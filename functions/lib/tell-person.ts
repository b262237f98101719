import { describeError } from './logger.ts';
import type { MailServices } from './mail-services.ts';
import type { Mail } from './mailer.ts';
import type { UserRecord } from './user.ts';

/** Mails somebody about the own account what was done to it; that stands without the mail. */
export async function tellPerson(
  { mailer, log }: Pick<MailServices, 'mailer' | 'log'>,
  { id, email }: Pick<UserRecord, 'id' | 'email'>,
  { warning, ...mail }: Omit<Mail, 'to'> & { readonly warning: string },
): Promise<void> {
  try {
    await mailer.send({ to: email, ...mail });
  } catch (error) {
    log.warn(warning, { id, ...describeError(error) });
  }
}
