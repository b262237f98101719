import type { Invitation } from '../../generated/schema-types.ts';
import {
  mailIn,
  mailKind,
  mailLanguageOf,
  type ReminderSettings,
} from '../../model/invitation-mails.ts';
import type { Mail } from '../lib/mailer.ts';

/** Tells a person when the invitation ends, in its language. */
export function reminderMail(
  to: string,
  { expiresAt, language: chosen }: Pick<Invitation, 'expiresAt' | 'language'>,
  settings: ReminderSettings,
): Mail {
  const { timeZone, by, link } = settings;
  const language = chosen ? mailLanguageOf(chosen) : settings.language;
  const mail = mailIn(settings, language, mailKind(by, 'reminder'));
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
  const fill = (text: string) =>
    text
      .replaceAll('{until}', until)
      .replaceAll('{link}', () => link ?? '')
      .replaceAll('{username}', to);
  return { to, subject: fill(mail.subject), text: fill(mail.text) };
}
