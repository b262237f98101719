import type { LocalOutputs } from 'appsync-on-a-laptop';

/** What the local system sent to an address. */
export interface SentMail {
  readonly subject: string;
  readonly body: string;
  /** The code or the temporary password in it. */
  readonly code: string;
  /** What sent it: a trigger source of Cognito, or `SendEmail`. */
  readonly reason: string;
}

/** The mails to an address, newest first. */
export async function mailsTo(
  { cognitoEndpoint }: Pick<LocalOutputs, 'cognitoEndpoint'>,
  email: string,
): Promise<readonly SentMail[]> {
  const url = `${cognitoEndpoint}/mailbox?to=${encodeURIComponent(email)}`;
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  const { messages } = (await answer.json()) as { readonly messages: readonly SentMail[] };
  return messages;
}
