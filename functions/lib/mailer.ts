import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { obeyLimit } from './time-limit.ts';

/** A plain message to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends mails, as `createMailer` makes it. */
export type Mailer = ReturnType<typeof createMailer>;

/** Mail by Amazon SES; `from` is an address that SES has verified. */
export function createMailer(ses: SESv2Client, from: string) {
  obeyLimit(ses);
  return {
    async send({ to, subject, text }: Mail): Promise<void> {
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
          },
        },
      });
      await ses.send(command);
    },
  };
}

/**
 * Whether SES can write to an address: it knows no letters beyond ASCII before the @.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
export const canReceiveMail = (email: string) => /^[!-~]+$/u.test(email);
