import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import type { Clock } from '../shared/clock.ts';
import type { CredentialStore } from '../shared/credentials.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import { signerOf } from '../shared/sigv4.ts';
import type { Mail } from './read-mail.ts';
import { bare, readMail } from './read-mail.ts';
import { SesError } from './ses-error.ts';

interface Callers {
  readonly credentials: Pick<CredentialStore, 'find'>;
  readonly region: string;
}

/** What SES needs around it. */
export interface SesOptions {
  /** Takes each message instead of the world. */
  readonly deliver: (mail: Mail) => void;
  /** Whose keys calls are signed with. @default - everybody may do everything */
  readonly callers?: Callers;
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
  { deliver, callers, clock, log }: SesOptions,
): Promise<void> {
  try {
    const body = await text(request);
    requireCredentials(request);
    const mail = readMail(body);
    if (callers) requirePermission(mail, request, callers);
    deliver(mail);
    log.info('ses', 'message at /mailbox');
    send(response, 200, { MessageId: messageId(clock.now()) });
  } catch (error) {
    if (!(error instanceof SesError)) throw error;
    response.setHeader('x-amzn-errortype', error.type);
    send(response, error.status, { message: error.message });
  }
}

// The signature itself is not verified here, but code that forgets to sign must fail as in AWS.
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

/**
 * The identity is the sender's address or its domain, whichever SES has verified: here either does.
 * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
function requirePermission(
  { from, recipients }: Mail,
  { headers }: IncomingMessage,
  { credentials, region }: Callers,
): void {
  const caller = signerOf(headers, credentials);
  const permissions = caller?.permissions;
  if (!permissions) return;
  const address = bare(from);
  const identity = `arn:aws:ses:${region}:${caller.accountId}:identity/`;
  const context = () => ({ 'ses:FromAddress': address, 'ses:Recipients': recipients });
  const allowed = [address, address.replace(/^.*@/u, '')].some(
    (name) => permissions.refusal('ses:SendEmail', identity + name, context) === null,
  );
  if (allowed) return;
  const message = `User \`${caller.arn}' is not authorized to perform \`ses:SendEmail' on resource \`${identity}${address}'`;
  throw new SesError('AccessDeniedException', message, 403);
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
