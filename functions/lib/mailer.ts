import type { SignedCall } from './signed-call.ts';

/** A message to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Whether the text is HTML; plain unless said. */
  readonly isHtml?: boolean;
}

/** Sends mails, as `createMailer` makes it. */
export type Mailer = ReturnType<typeof createMailer>;

const UTF_8 = 'UTF-8';

/**
 * Mail by Amazon SES.
 * @param call of the service `ses`
 * @param from an address that SES has verified
 * @param region where it is verified
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export function createMailer(call: SignedCall, from: string, region: string) {
  return {
    async send({ to, subject, text, isHtml = false }: Mail): Promise<void> {
      const mail = {
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: UTF_8 },
            Body: { [isHtml ? 'Html' : 'Text']: { Data: text, Charset: UTF_8 } },
          },
        },
      };
      await call({
        method: 'POST',
        host: `email.${region}.amazonaws.com`,
        path: '/v2/email/outbound-emails',
        body: JSON.stringify(mail),
      });
    },
  };
}

/**
 * Whether SES can write to an address: it knows no letters beyond ASCII before the @.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
export const canReceiveMail = (email: string) => /^[!-~]+$/u.test(email);
