import { randomInt } from 'node:crypto';
import type { Language } from '../../generated/schema-types.ts';
import {
  mailIn,
  mailKind,
  mailLanguageOf,
  type InvitationSettings,
  type InvitedBy,
} from '../../model/invitation-mails.ts';
import { invitationNotSent } from './errors.ts';
import type { Mail, Mailer } from './mailer.ts';

/** How an invitation is written, other than Cognito writes it for the stage. */
export interface Wording {
  readonly language?: Language;
  readonly message?: string;
}

/** Whether an invitation is a letter of ours: Cognito has one text for all, with a password in it. */
export const isLetter = (isByCode: boolean, { language, message }: Wording) =>
  isByCode || language !== undefined || message !== undefined;

/** Invitations that we mail, as Cognito has one text for all, with a password in it. */
export interface Letters {
  readonly by: InvitedBy;
  /** A temporary password that the pool takes. */
  newPassword(): string;
  /**
   * @param password null where people are invited by code
   * @throws DirectoryError DeliveryFailed
   */
  send(to: string, password: string | null, wording: Wording): Promise<void>;
}

/** Letters by a mailer, in the texts of a stage. */
export const createLetters = (mailer: Mailer, settings: InvitationSettings): Letters => ({
  by: settings.by,
  newPassword: () => temporaryPassword(settings.passwordLength),
  async send(to, password, wording) {
    await mailer.send(invitationLetter(to, password, wording, settings)).catch((error: unknown) => {
      throw invitationNotSent(error);
    });
  },
});

/** The text of a stage is HTML, as Cognito sends it; what people wrote is not. */
export function invitationLetter(
  to: string,
  password: string | null,
  { language, message }: Wording,
  settings: InvitationSettings,
): Mail {
  const wanted = language ? mailLanguageOf(language) : settings.language;
  const { subject, text } = mailIn(settings, wanted, mailKind(settings.by, 'invitation'));
  // By functions: a text with `$` in it would be read as a pattern.
  const body = text
    .replaceAll('{username}', () => asHtml(to))
    .replaceAll('{link}', () => asHtml(settings.link ?? ''))
    .replaceAll('{####}', () => asHtml(password ?? ''));
  return {
    to,
    subject,
    text: [...(message === undefined ? [] : [asHtml(message)]), body]
      .map((part) => `<p>${part}</p>`)
      .join('\n'),
    isHtml: true,
  };
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '<br>',
};

const asHtml = (text: string) => text.replaceAll(/[&<>"\n]/gu, (sign) => SIGNS[sign] ?? sign);

/** Without those that look alike, and signs that mean something in HTML. */
const KINDS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!?+=_-'];
/** Where the policy of the pool asks for fewer. */
const LEAST_LENGTH = 14;

/** One of each kind, which every policy takes, and all in any order. */
function temporaryPassword(length: number): string {
  const all = KINDS.join('');
  const pick = (from: string) => from.charAt(randomInt(from.length));
  const characters = [
    ...KINDS.map(pick),
    ...Array.from({ length: Math.max(length, LEAST_LENGTH) - KINDS.length }, () => pick(all)),
  ];
  for (let index = characters.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [characters[index], characters[other]] = [characters[other] ?? '', characters[index] ?? ''];
  }
  return characters.join('');
}
