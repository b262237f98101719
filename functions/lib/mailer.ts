import { domainToASCII } from 'node:url';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';

/** A plain message to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export type Mailer = ReturnType<typeof createMailer>;

/** Mail by Amazon SES; `from` is an address that SES has verified. */
export const createMailer = (ses: SESv2Client, from: string) => ({
  async send({ to, subject, text }: Mail): Promise<void> {
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [mailAddress(to) ?? to] },
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: 'UTF-8' },
          Body: { Text: { Data: text, Charset: 'UTF-8' } },
        },
      },
    });
    await ses.send(command);
  },
});

/**
 * The form of an address that SES takes, or null when it cannot: it has no way to write letters beyond
 * ASCII before the @, and after it only as Punycode.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
export function mailAddress(email: string): string | null {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  const domain = domainToASCII(email.slice(at + 1));
  return domain !== '' && /^[!-~]+$/u.test(local) ? `${local}@${domain}` : null;
}
