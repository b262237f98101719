import { randomUUID } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import { AwsError, createFront, refuseRestJson, requireSignature } from '../../aws/index.ts';
import type { AwsCall } from '../../aws/index.ts';
import type { CredentialStore, Principal } from '../../aws/credentials.ts';
import type { FaultPoint, Faults } from '../../faults/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import { sendJson } from '../../shared/send.ts';
import type { Part } from '../../shared/service.ts';
import type { Mail } from './read-mail.ts';
import { bare, readMail } from './read-mail.ts';

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
  /** By what rules calls fail. @default - none */
  readonly faults?: Faults | undefined;
  readonly log: Log;
}

const PATH = '/v2/email/outbound-emails';

/**
 * SendEmail of Amazon SES (API v2) on this machine. Identities are not played: every sender counts as
 * verified, as outside of the sandbox every recipient does.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export function createSes(options: SesOptions): Part & { readonly routes: readonly HttpRoute[] } {
  const sendEmail = createFront({
    name: 'ses',
    awsServices: { ses: 'SendEmail of SES API v2' },
    matches: (request, url) => request.method === 'POST' && url.pathname === PATH,
    limit: { bytes: MAX_BODY_BYTES, exceeded: tooLong },
    faulty: { faults: options.faults, point: () => SEND_EMAIL },
    answer: (call) => answer(call, options),
    refuse: (error, { response }) => refuseRestJson(response, error),
  });
  return {
    name: 'ses',
    routes: [sendEmail],
  };
}

const SEND_EMAIL: FaultPoint = { service: 'ses', action: 'SendEmail', resources: [] };

async function answer(
  { request, response, body }: AwsCall,
  { deliver, callers, faults, clock, log }: SesOptions,
): Promise<void> {
  const credentials = callers?.credentials;
  const caller = requireSignature(request, body, { service: 'ses', credentials });
  const mail = readMail(body);
  if (caller && callers) requireSender(mail, caller, callers);
  const refused = faults?.isSet && (await faults.meet({ ...SEND_EMAIL, service: 'mail' }));
  if (refused) throw new AwsError(refused.type, refused.message, refused.status);
  deliver(mail);
  log.info('ses', 'message at /mailbox');
  sendJson(response, 200, { MessageId: messageId(clock.now()) });
}

/** @see https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_BODY_BYTES = 40 * 1024 * 1024; // 40 MiB
const tooLong = () =>
  new AwsError('BadRequestException', `The message is longer than ${MAX_BODY_BYTES} bytes.`, 413);

/**
 * The identity is the sender's address or its domain, whichever SES has verified: here either does.
 * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
function requireSender({ from, recipients }: Mail, caller: Principal, { region }: Callers): void {
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
  throw new AwsError('AccessDeniedException', message, 403);
}

/** In the form of AWS's. */
const messageId = (now: number) => `01000${now.toString(16)}-${randomUUID()}-000000`;
