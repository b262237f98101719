import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Clock } from '../../shared/clock.ts';
import { AwsError, requireSignature } from '../../aws/index.ts';
import type { CredentialStore, Principal } from '../../aws/credentials.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import { readBody } from '../../shared/read-body.ts';
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
    awsServices: ['ses'],
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
    const body = await readText(request);
    const caller = signer(request, body, callers);
    const mail = readMail(body.toString());
    if (caller && callers) requirePermission(mail, caller, callers);
    deliver(mail);
    log.info('ses', 'message at /mailbox');
    send(response, 200, { MessageId: messageId(clock.now()) });
  } catch (error) {
    if (!(error instanceof SesError)) throw error;
    response.setHeader('x-amzn-errortype', error.type);
    send(response, error.status, { message: error.message });
  }
}

/** @see https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_BODY_BYTES = 40 * 1024 * 1024; // 40 MiB

async function readText(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body !== null) return body;
  const message = `The message is longer than ${MAX_BODY_BYTES} bytes.`;
  throw new SesError('BadRequestException', message, 413);
}

function signer(
  request: IncomingMessage,
  body: Buffer,
  callers: Callers | undefined,
): Principal | null {
  try {
    const credentials = callers?.credentials;
    return requireSignature(request, body, { service: 'ses', credentials });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new SesError(error.type, error.message, 403);
  }
}

/**
 * The identity is the sender's address or its domain, whichever SES has verified: here either does.
 * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
function requirePermission(
  { from, recipients }: Mail,
  caller: Principal,
  { region }: Callers,
): void {
  const { permissions } = caller;
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
