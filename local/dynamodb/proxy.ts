import {
  Agent,
  type IncomingMessage,
  request as httpRequest,
  type ServerResponse,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';

const TARGETS = /^DynamoDB(?:Streams)?_20120810\./;
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host']);

/**
 * Passes the calls of AWS SDKs that use the gateway as their endpoint on to the engine.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function createProxy(endpoint: () => string, log: Log): HttpRoute {
  const agents = {
    'http:': new Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 64 }),
  };
  return {
    name: 'dynamodb',
    matches: (request) =>
      request.method === 'POST' && TARGETS.test(String(request.headers['x-amz-target'])),
    handle: (request, response) => forward(request, response, new URL(endpoint()), agents, log),
  };
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  target: URL,
  agents: { readonly 'http:': Agent; readonly 'https:': HttpsAgent },
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
    const [received] = await Promise.all([answer, pipeline(request, upstream)]);
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
