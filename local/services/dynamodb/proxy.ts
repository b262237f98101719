import type { Agent as HttpAgent, IncomingMessage, ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CredentialStore, Principal } from '../../aws/credentials.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import { Agent, request as httpRequest } from '../../shared/node-http.ts';
import { AwsError, requireSignature } from '../../aws/index.ts';
import { readBody } from '../../shared/read-body.ts';
import type { DynamodbAccess } from './access.ts';
import { UNREACHABLE, answered, engineClients, sendAnswer, unanswered } from './answered-calls.ts';
import type { Calls } from './calls/index.ts';
import { recordOf, type CallInput } from './request-context.ts';

const TARGETS = /^DynamoDB(?:Streams)?_20120810\./;

/** What the proxy works with. */
export interface ProxyOptions {
  /** URL of the engine. */
  readonly endpoint: () => string;
  readonly calls: Calls;
  readonly callers?: Callers | undefined;
  readonly log: Log;
}

/** Whose calls they are, and what those may do. */
export interface Callers {
  readonly credentials: Pick<CredentialStore, 'find'>;
  readonly access: DynamodbAccess;
}

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host']);

/**
 * Passes the calls of AWS SDKs that use the gateway as their endpoint on to the engine, those of
 * functions only if their roles allow them.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function createProxy({ endpoint, calls, callers, log }: ProxyOptions): HttpRoute {
  const clients = engineClients(endpoint);
  const agents = {
    'http:': new Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 64 }),
  };
  return {
    name: 'dynamodb',
    awsServices: ['dynamodb'],
    matches: (request) =>
      request.method === 'POST' && TARGETS.test(String(request.headers['x-amz-target'])),
    async handle(request, response) {
      const { headers } = request;
      const body = await readBody(request, MAX_BODY_BYTES);
      const input = body && inputIn(body);
      const refusal = body === null ? TOO_LARGE : refusalOf(request, { body, input }, callers);
      if (body === null || refusal !== null) {
        refuse(response, refusal ?? TOO_LARGE);
        return;
      }
      // The engine says what is wrong with a body, and which operations there are.
      const target = String(headers['x-amz-target']);
      if (input && (await answered({ target, input, response }, { calls, clients, endpoint, log })))
        return;
      await forward({ headers, body }, response, new URL(endpoint()), agents, log);
    },
  };
}

/** BatchWriteItem takes the most. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html */
const MAX_BODY_BYTES = 16 * 1024 * 1024; // 16 MiB
const TOO_LARGE = new AwsError(
  'RequestEntityTooLargeException',
  `The request is longer than ${MAX_BODY_BYTES} bytes, the most that DynamoDB takes.`,
);

/** Null for a body that is no JSON. */
function inputIn(body: Buffer): CallInput | null {
  try {
    return recordOf(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}

/** Without callers, everybody may do everything. */
function refusalOf(
  request: IncomingMessage,
  { body, input }: { readonly body: Buffer; readonly input: CallInput | null },
  callers: Callers | undefined,
): AwsError | null {
  if (!callers) return null;
  try {
    const { credentials } = callers;
    const principal = requireSignature(request, body, { service: 'dynamodb', credentials });
    const sentence =
      principal &&
      refusalByPolicy(String(request.headers['x-amz-target']), input, principal, callers);
    return sentence === null ? null : new AwsError('AccessDeniedException', sentence);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

function refusalByPolicy(
  target: string,
  input: CallInput | null,
  { permissions }: Principal,
  { access }: Callers,
): string | null {
  if (!permissions || !input) return null;
  return access(permissions, target.replace(TARGETS, ''), input);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
function refuse(response: ServerResponse, { type, message }: AwsError): void {
  sendAnswer(response, type === TOO_LARGE.type ? 413 : 400, {
    __type: `com.amazon.coral.service#${type}`,
    // AccessDeniedException alone has a capital.
    [type === 'AccessDeniedException' ? 'Message' : 'message']: message,
  });
}

interface Forwarded {
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function forward(
  request: Forwarded,
  response: ServerResponse,
  target: URL,
  agents: { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent },
  log: Log,
): Promise<void> {
  const secure = target.protocol === 'https:';
  const upstream = (secure ? httpsRequest : httpRequest)(target, {
    method: 'POST',
    agent: secure ? agents['https:'] : agents['http:'],
    headers: kept(request.headers),
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve);
    upstream.once('error', reject);
  });
  try {
    const [received] = await Promise.all([
      answer,
      pipeline(Readable.from([request.body]), upstream),
    ]);
    response.writeHead(received.statusCode ?? 500, kept(received.headers));
    await pipeline(received, response);
  } catch (error) {
    upstream.destroy();
    if (response.headersSent || response.destroyed) return void response.destroy();
    log.error('dynamodb', unanswered(target, error));
    sendAnswer(response, 500, UNREACHABLE);
  }
}

const kept = (headers: IncomingMessage['headers']): IncomingMessage['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
