import type { Language } from '../generated/schema-types.ts';
import { INVITATION_DAYS } from './invitations.ts';

/** A language that people are invited in, as BCP 47 has it. */
export type MailLanguage = Lowercase<Language>;

/** The same of the API. */
export const mailLanguageOf = (language: Language): MailLanguage =>
  language.toLowerCase() as MailLanguage;

/** A mail with names in braces for what is different each time. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** The mails around an invitation. */
export interface InvitationMails {
  /** Cognito puts the address in the place of `{username}`, and the temporary password in that of `{####}`. */
  readonly invitation: MailText;
  /** `{username}`, and `{until}`: when the invitation ends. */
  readonly reminder: MailText;
  /** Where people are invited by code: `{username}`, and `{link}`, where they sign in. */
  readonly codeInvitation: MailText;
  /** The same with `{until}`. */
  readonly codeReminder: MailText;
}

/** By what whoever was invited signs in for the first time: the password of the mail, or a code that is mailed then. */
export const INVITED_BY = ['password', 'code'] as const;

/** One of them. */
export type InvitedBy = (typeof INVITED_BY)[number];

/** How a stage words its mails: what functions are told that send them. */
export interface MailSettings {
  readonly by: InvitedBy;
  /** Where people sign in who are invited by code. */
  readonly link: string | null;
  readonly language: MailLanguage;
  /** Texts of its own, in that language. */
  readonly mails: Partial<InvitationMails>;
}

/** How a stage reminds people: what its function is told. */
export interface ReminderSettings extends MailSettings {
  /** Days before an invitation ends. */
  readonly daysBefore: number;
  /** In which the mail tells when the invitation ends: an IANA name. */
  readonly timeZone: string;
}

/** How a stage invites people: what functions are told that do. */
export interface InvitationSettings extends MailSettings {
  /** Characters that a temporary password has at least. */
  readonly passwordLength: number;
}

/** What must stand in the text of each. */
export const REQUIRED_IN_MAILS: Readonly<Record<keyof InvitationMails, readonly string[]>> = {
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
  invitation: ['{username}', '{####}'],
  reminder: ['{username}', '{until}'],
  codeInvitation: ['{username}', '{link}'],
  codeReminder: ['{username}', '{link}', '{until}'],
};

/** The languages that there are. */
export const MAIL_LANGUAGES = ['en', 'de'] as const satisfies readonly MailLanguage[];

/** What is mailed where a stage has no text of its own. */
export const INVITATION_MAILS: Readonly<Record<MailLanguage, InvitationMails>> = {
  en: {
    invitation: {
      subject: 'Your invitation',
      text: `You have been invited. Sign in as {username} with the temporary password {####} within ${INVITATION_DAYS} days.`,
    },
    reminder: {
      subject: 'Your invitation ends soon',
      text:
        'You have been invited and have not signed in yet. Sign in as {username} with the temporary password ' +
        'that was mailed to you, by {until}: it is good for nothing then.\n\n' +
        'If you no longer have that mail, ask whoever invited you for another one.\n',
    },
    codeInvitation: {
      subject: 'Your invitation',
      text: `You have been invited. Open {link} within ${INVITATION_DAYS} days and sign in as {username}: you need no password, a code is mailed to you there.`,
    },
    codeReminder: {
      subject: 'Your invitation ends soon',
      text:
        'You have been invited and have not signed in yet. Open {link} by {until} and sign in as {username}: you ' +
        'need no password, a code is mailed to you there.\n\n' +
        'After that, ask whoever invited you for another invitation.\n',
    },
  },
  de: {
    invitation: {
      subject: 'Ihre Einladung',
      text: `Sie wurden eingeladen. Melden Sie sich innerhalb von ${INVITATION_DAYS} Tagen als {username} mit dem vorläufigen Passwort {####} an.`,
    },
    reminder: {
      subject: 'Ihre Einladung läuft bald ab',
      text:
        'Sie wurden eingeladen und haben sich noch nicht angemeldet. Melden Sie sich bis zum {until} als {username} ' +
        'mit dem vorläufigen Passwort an, das wir Ihnen geschickt haben: danach gilt es nicht mehr.\n\n' +
        'Wenn Sie diese Nachricht nicht mehr haben, bitten Sie um eine neue Einladung.\n',
    },
    codeInvitation: {
      subject: 'Ihre Einladung',
      text: `Sie wurden eingeladen. Öffnen Sie innerhalb von ${INVITATION_DAYS} Tagen {link} und melden Sie sich als {username} an: Sie brauchen kein Passwort, ein Code wird Ihnen dort geschickt.`,
    },
    codeReminder: {
      subject: 'Ihre Einladung läuft bald ab',
      text:
        'Sie wurden eingeladen und haben sich noch nicht angemeldet. Öffnen Sie bis zum {until} {link} und melden ' +
        'Sie sich als {username} an: Sie brauchen kein Passwort, ein Code wird Ihnen dort geschickt.\n\n' +
        'Danach bitten Sie um eine neue Einladung.\n',
    },
  },
};

/** What a mail is called where people are invited so. */
export const mailKind = (by: InvitedBy, kind: 'invitation' | 'reminder'): keyof InvitationMails =>
  by === 'password' ? kind : kind === 'invitation' ? 'codeInvitation' : 'codeReminder';

/** The text of a mail in a language: the stage's own, where that is the stage's. */
export const mailIn = (
  { language, mails }: Pick<MailSettings, 'language' | 'mails'>,
  wanted: MailLanguage,
  kind: keyof InvitationMails,
): MailText => (wanted === language ? mails[kind] : undefined) ?? INVITATION_MAILS[wanted][kind];
