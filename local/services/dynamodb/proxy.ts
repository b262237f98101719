import type { Agent as HttpAgent, IncomingMessage, ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CredentialStore } from '../../aws/credentials.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import type { Tracer } from '../../tracing/index.ts';
import { Agent, request as httpRequest } from '../../shared/node-http.ts';
import type { Faults } from '../../faults/index.ts';
import { faultPoint } from './fault-point.ts';
import { AwsError, createFront, requireSignature, sendAwsJson } from '../../aws/index.ts';
import type { DynamodbAccess } from './access.ts';
import { ApiException } from './api-exception.ts';
import { engineFailure, isOwnFailure } from './engine-failure.ts';
import { UNREACHABLE, answered, engineClients, unanswered } from './answered-calls.ts';
import type { Calls } from './calls/index.ts';
import { recordOf, type CallInput } from './request-context.ts';

const TARGETS = /^DynamoDB(?:Streams)?_20120810\./;

/** What the proxy works with. */
export interface ProxyOptions {
  /** URL of the engine. */
  readonly endpoint: () => string;
  readonly calls: Calls;
  readonly callers?: Callers | undefined;
  /** By what rules calls fail. @default - none */
  readonly faults?: Faults | undefined;
  readonly log: Log;
  readonly tracer?: Tracer | undefined;
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
export function createProxy({
  endpoint,
  calls,
  callers,
  faults,
  log,
  tracer,
}: ProxyOptions): HttpRoute {
  const clients = engineClients(endpoint);
  const agents = {
    'http:': new Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 64 }),
  };
  return createFront({
    name: 'dynamodb',
    awsServices: { dynamodb: 'DynamoDB' },
    matches: (request) =>
      request.method === 'POST' && TARGETS.test(String(request.headers['x-amz-target'])),
    limit: { bytes: MAX_BODY_BYTES, exceeded: tooLarge },
    faulty: {
      faults,
      point: ({ request, body }) => faultPoint(operationOf(request), inputIn(body)),
    },
    async answer({ request, response, body }) {
      const { headers } = request;
      const input = inputIn(body);
      requireAccess(request, { body, input }, callers);
      // The engine says what is wrong with a body, and which operations there are.
      const target = String(headers['x-amz-target']);
      const around = { calls, clients, endpoint, log, tracer };
      if (input && (await answered({ target, input, response }, around))) return;
      await forward({ headers, body }, response, new URL(endpoint()), agents, log);
    },
    refuse: (error, { response }) => refuse(response, error),
  });
}

/** BatchWriteItem takes the most. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html */
const MAX_BODY_BYTES = 16 * 1024 * 1024; // 16 MiB
const tooLarge = () =>
  new AwsError(
    'RequestEntityTooLargeException',
    `The request is longer than ${MAX_BODY_BYTES} bytes, the most that DynamoDB takes.`,
    413,
  );

const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-amz-target']).replace(TARGETS, '');

/** Null for a body that is no JSON. */
function inputIn(body: Buffer): CallInput | null {
  try {
    return recordOf(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}

/**
 * Without callers, everybody may do everything.
 * @throws AwsError
 */
function requireAccess(
  request: IncomingMessage,
  { body, input }: { readonly body: Buffer; readonly input: CallInput | null },
  callers: Callers | undefined,
): void {
  if (!callers) return;
  const { credentials, access } = callers;
  const signature = { service: 'dynamodb', credentials, status: 400 };
  const { permissions } = requireSignature(request, body, signature) ?? {};
  if (!permissions || !input) return;
  const operation = operationOf(request);
  const refusal = access(permissions, operation, input);
  if (refusal !== null) throw new AwsError('AccessDeniedException', refusal);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
function refuse(response: ServerResponse, { type, message, status }: AwsError): void {
  sendAwsJson(response, '1.0', status, {
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
    const { statusCode: status = 500 } = received;
    response.writeHead(status, kept(received.headers));
    if (isOwnFailure({ status })) {
      const body = Buffer.concat(await received.toArray());
      log.error(
        'dynamodb',
        engineFailure(target, new ApiException(inputIn(body) ?? {}, status, '')),
      );
      response.end(body);
    } else await pipeline(received, response);
  } catch (error) {
    upstream.destroy();
    if (response.headersSent || response.destroyed) return void response.destroy();
    log.error('dynamodb', unanswered(target, error));
    sendAwsJson(response, '1.0', 500, UNREACHABLE);
  }
}

const kept = (headers: IncomingMessage['headers']): IncomingMessage['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
