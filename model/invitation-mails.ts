import { INVITATION_DAYS } from './invitations.ts';

/** Languages that people are invited in. */
export const MAIL_LANGUAGES = ['en', 'de'] as const;

/** One of them. */
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

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
}

/** How a stage reminds people: what its function is told. */
export interface ReminderSettings {
  /** Days before an invitation ends. */
  readonly daysBefore: number;
  readonly language: MailLanguage;
  /** In which the mail tells when the invitation ends: an IANA name. */
  readonly timeZone: string;
  readonly mail: MailText;
}

/** What must stand in the text of each. */
export const REQUIRED_IN_MAILS: Readonly<Record<keyof InvitationMails, readonly string[]>> = {
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
  invitation: ['{username}', '{####}'],
  reminder: ['{username}', '{until}'],
};

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
  },
};
