import type { Invitation } from '../../generated/schema-types.ts';
import type { ReminderSettings } from '../../model/invitation-mails.ts';
import type { Mail } from '../lib/mailer.ts';

/** Tells a person when the invitation ends. */
export function reminderMail(
  to: string,
  { expiresAt }: Pick<Invitation, 'expiresAt'>,
  { language, timeZone, mail }: ReminderSettings,
): Mail {
  const until = new Date(expiresAt).toLocaleString(language, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  const fill = (text: string) => text.replaceAll('{until}', until).replaceAll('{username}', to);
  return { to, subject: fill(mail.subject), text: fill(mail.text) };
}
