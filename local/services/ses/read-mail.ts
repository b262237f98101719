import { AwsError, readJson } from '../../aws/index.ts';

/** A message that Amazon SES would have sent. */
export interface Mail {
  readonly from: string;
  /** The addresses, without names, of everybody it goes to: To, Cc and Bcc. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** The plain text, or the HTML of a message without one. */
  readonly body: string;
}

/** @see https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_RECIPIENTS = 50;

/**
 * The message of a SendEmail request with simple content.
 * @throws AwsError BadRequestException; UnsupportedByLocalEngine for raw and template content
 */
export function readMail(sent: Buffer): Mail {
  const request = recordOf(readJson(sent));
  const content = recordOf(request['Content']);
  for (const kind of ['Raw', 'Template']) {
    if (content[kind] !== undefined) throw unsupported(`Content.${kind}`);
  }
  const simple = recordOf(content['Simple']);
  const body = recordOf(simple['Body']);
  const from = textAt(request, 'FromEmailAddress');
  if (from === null) throw badRequest('FromEmailAddress is required.');
  const subject = textAt(simple['Subject'], 'Data');
  if (subject === null) throw badRequest('Content.Simple.Subject is required.');
  const text = textAt(body['Text'], 'Data') ?? textAt(body['Html'], 'Data');
  if (text === null) throw badRequest('Content.Simple.Body needs Text or Html.');
  const recipients = readRecipients(request['Destination']);
  for (const address of [from, ...recipients]) checkAddress(bare(address));
  return { from, recipients: recipients.map(bare), subject, body: text };
}

function readRecipients(destination: unknown): string[] {
  const lists = ['ToAddresses', 'CcAddresses', 'BccAddresses'];
  const recipients = lists.flatMap((name) => {
    const list = recordOf(destination)[name];
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  });
  if (recipients.length === 0) throw badRequest('Destination has no recipient.');
  if (recipients.length > MAX_RECIPIENTS) {
    throw badRequest(`Recipient count exceeds ${MAX_RECIPIENTS}.`);
  }
  return recipients;
}

/** `ann@example.com` of `Ann <ann@example.com>`. */
export const bare = (address: string) => /<([^<>]*)>\s*$/u.exec(address)?.[1] ?? address;

/**
 * SES does not do SMTPUTF8: before the @ only ASCII is allowed, after it a name in Punycode.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
function checkAddress(address: string): void {
  const at = address.lastIndexOf('@');
  if (at < 0 || at === address.length - 1) throw badRequest("Missing final '@domain'");
  if (!/^[!-~]+$/u.test(address.slice(0, at))) {
    throw badRequest('Local address contains control or whitespace');
  }
  if (!/^[a-z0-9.-]+$/iu.test(address.slice(at + 1))) {
    throw badRequest('Domain contains illegal character');
  }
}

/** The input breaks a rule of the API. */
function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

function unsupported(what: string): AwsError {
  const message = `${what} of SendEmail is not played by the local engine: send Content.Simple.`;
  return new AwsError('UnsupportedByLocalEngine', message);
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function textAt(parent: unknown, name: string): string | null {
  const value = recordOf(parent)[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
