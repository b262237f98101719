import type { Agent as HttpAgent, IncomingMessage, ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { CredentialStore, Principal } from '../shared/credentials.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import { Agent, request as httpRequest } from '../shared/node-http.ts';
import { signerOf } from '../shared/sigv4.ts';
import type { DynamodbAccess } from './access.ts';
import { recordOf } from './request-context.ts';

const TARGETS = /^DynamoDB(?:Streams)?_20120810\./;
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
export function createProxy(endpoint: () => string, log: Log, callers?: Callers): HttpRoute {
  const agents = {
    'http:': new Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 64 }),
  };
  return {
    name: 'dynamodb',
    matches: (request) =>
      request.method === 'POST' && TARGETS.test(String(request.headers['x-amz-target'])),
    async handle(request, response) {
      const { headers } = request;
      const principal = callers && signerOf(headers, callers.credentials);
      let body: Readable = request;
      if (callers && principal?.permissions) {
        const text = await buffer(request);
        const refusal = refusalOf(String(headers['x-amz-target']), text, principal, callers);
        if (refusal !== null) {
          refuse(response, refusal);
          return;
        }
        body = Readable.from(text);
      }
      await forward({ headers, body }, response, new URL(endpoint()), agents, log);
    },
  };
}

function refusalOf(
  target: string,
  body: Buffer,
  { permissions }: Principal,
  { access }: Callers,
): string | null {
  if (!permissions) return null;
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    return access(permissions, target.replace(TARGETS, ''), recordOf(input));
  } catch (error) {
    // The engine says what is wrong with it.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
function refuse(response: ServerResponse, Message: string): void {
  const __type = 'com.amazon.coral.service#AccessDeniedException';
  response.writeHead(400, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify({ __type, Message }));
}

interface Forwarded {
  readonly headers: IncomingMessage['headers'];
  readonly body: Readable;
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
    const [received] = await Promise.all([answer, pipeline(request.body, upstream)]);
    response.writeHead(received.statusCode ?? 500, kept(received.headers));
    await pipeline(received, response);
  } catch (error) {
    upstream.destroy();
    if (response.headersSent || response.destroyed) return void response.destroy();
    log.error('dynamodb', `the engine does not answer: ${String(error)}`);
    // What SDKs retry by themselves.
    response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(
      JSON.stringify({
        __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
        message: 'The local DynamoDB engine does not answer. See the log of the local system.',
      }),
    );
  }
}

const kept = (headers: IncomingMessage['headers']): IncomingMessage['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
