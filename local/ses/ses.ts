import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import type { Clock } from '../shared/clock.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import type { Mail } from './read-mail.ts';
import { readMail } from './read-mail.ts';
import { SesError } from './ses-error.ts';

/** What SES needs around it. */
export interface SesOptions {
  /** Takes each message instead of the world. */
  readonly deliver: (mail: Mail) => void;
  readonly clock: Clock;
  readonly log: Log;
}

const PATH = '/v2/email/outbound-emails';

/**
 * SendEmail of Amazon SES (API v2) on this machine. Identities are not played: every sender counts as
 * verified, as outside of the sandbox every recipient does.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export function createSes(options: SesOptions): { readonly routes: HttpRoute[] } {
  const sendEmail: HttpRoute = {
    name: 'ses',
    matches: (request, url) => request.method === 'POST' && url.pathname === PATH,
    handle: (request, response) => answer(request, response, options),
  };
  return { routes: [sendEmail] };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { deliver, clock, log }: SesOptions,
): Promise<void> {
  try {
    const body = await text(request);
    requireCredentials(request);
    deliver(readMail(body));
    log.info('ses', 'message at /mailbox');
    send(response, 200, { MessageId: messageId(clock.now()) });
  } catch (error) {
    if (!(error instanceof SesError)) throw error;
    response.setHeader('x-amzn-errortype', error.type);
    send(response, error.status, { message: error.message });
  }
}

// Whose credentials they are does not matter here, but code that forgets to sign must fail as in AWS.
const CREDENTIALS =
  /^AWS4-HMAC-SHA256 Credential=[^/\s,]+\/\d{8}\/[a-z0-9-]+\/ses\/aws4_request,\s*SignedHeaders=[^\s,]+,\s*Signature=[0-9a-f]{64}$/;

function requireCredentials({ headers }: IncomingMessage): void {
  if (headers.authorization === undefined) {
    throw new SesError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }
  if (!CREDENTIALS.test(headers.authorization)) {
    throw new SesError(
      'IncompleteSignatureException',
      'Authorization header requires an AWS4-HMAC-SHA256 signature for the service ses.',
      403,
    );
  }
}

/** In the form of AWS's. */
const messageId = (now: number) => `01000${now.toString(16)}-${randomUUID()}-000000`;

function send(response: ServerResponse, status: number, body: object): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(json)),
  });
  response.end(json);
}
