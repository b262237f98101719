import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../shared/log.ts';
import { playedServices } from '../shared/played-services.ts';
import { signedService } from './check-signature.ts';
import { shownInLog } from '../shared/shown-in-log.ts';
import { readBody } from '../shared/read-body.ts';
import { send } from '../shared/send.ts';
import { sendAwsJson } from './protocols.ts';

const MAX_FORM_BYTES = 1024 * 1024; // 1 MiB
const CODE = 'UnsupportedByLocalEngine';

interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readonly protocol: 'json' | 'query' | 's3';
}

interface UnknownCallOptions {
  readonly log: Log;
  /** Those that did not take the call; the error says what they play. */
  readonly routes: Parameters<typeof playedServices>[0];
  /** The service whose host of AWS was called; then every request is a call. @default null */
  readonly hostService?: string | null;
}

/**
 * Answers a call of an AWS SDK that no service here plays, in the form its client reads, with an
 * error that names service and operation; the log has it too. False when the request is none.
 */
export async function unknownAwsCall(
  request: IncomingMessage,
  response: ServerResponse,
  { log, routes, hostService = null }: UnknownCallOptions,
): Promise<boolean> {
  const call = await recognise(request, hostService);
  if (call === null) return false;
  const host = hostService === null ? '' : ` at ${String(request.headers.host)}`;
  const called = shownInLog(`${call.service} ${call.operation}${host}`);
  const message =
    `${called} reached the local engine, which does not play it here. What this app's engine plays: ` +
    `${playedServices(routes)}. Give this client its own endpoint, or leave the call out locally` +
    (hostService === null ? '.' : '; --allow-aws lets calls of AWS leave this machine.');
  log.warn('gateway', message);
  const headers = { 'x-amzn-ErrorType': CODE };
  if (call.protocol === 'json') {
    sendAwsJson(response, '1.0', 400, { __type: CODE, message }, headers);
  } else send(response, 400, xml(call, message), { 'content-type': 'text/xml', ...headers });
  return true;
}

async function recognise(
  request: IncomingMessage,
  hostService: string | null,
): Promise<AwsCall | null> {
  const target = request.headers['x-amz-target'];
  const service = signedService(request.headers) ?? hostService;
  if (typeof target === 'string') {
    const [prefix = target, operation = ''] = target.split('.');
    return { service: service ?? prefix, operation: operation || target, protocol: 'json' };
  }
  if (service === null) return null;
  if (service === 's3') return { service, operation: methodAndPath(request), protocol: 's3' };
  const action = await actionOf(request);
  if (action !== null) return { service, operation: action, protocol: 'query' };
  return { service, operation: methodAndPath(request), protocol: 'json' };
}

/** `Action` of AWS's query protocol. */
async function actionOf(request: IncomingMessage): Promise<string | null> {
  const inUrl = URL.parse(request.url ?? '/', 'http://gateway')?.searchParams.get('Action');
  if (inUrl) return inUrl;
  if (!/^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')) {
    return null;
  }
  const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES))?.toString());
  return form.get('Action') ?? 'without an Action';
}

function methodAndPath(request: IncomingMessage): string {
  return `${request.method ?? ''} ${(request.url ?? '/').split('?')[0] ?? ''}`;
}

function xml({ protocol }: AwsCall, text: string): string {
  const message = text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const error = `<Code>${CODE}</Code><Message>${message}</Message>`;
  return protocol === 's3'
    ? `<?xml version="1.0" encoding="UTF-8"?><Error>${error}</Error>`
    : `<ErrorResponse><Error><Type>Sender</Type>${error}</Error></ErrorResponse>`;
}
