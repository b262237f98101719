import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventApi } from '../assembly/model.ts';
import { parseObject } from '../shared/parse-object.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import { readBody } from '../shared/read-body.ts';
import { send } from '../shared/send.ts';
import { sourceIpOf } from '../shared/source-ip.ts';
import { badRequest, type EventRefusal } from './refusals.ts';
import type { EventOperations } from './types.ts';

/** Five events of 240 KB, each a text within a text. */
const MAX_BODY_BYTES = 4 * 1024 * 1024; // 4 MiB

/**
 * Events over HTTP: POST of `{ channel, events }`.
 * @see https://docs.aws.amazon.com/appsync/latest/eventapi/publish-http.html
 */
export function createEventRoute(
  { name, path, apiId }: Pick<EventApi, 'name' | 'path' | 'apiId'>,
  { publish }: Pick<EventOperations, 'publish'>,
): HttpRoute {
  return {
    name: `POST ${path} (Event API ${name})`,
    path,
    anyOrigin: (url) => url.pathname === path,
    awsServices: { 'appsync-api': 'AppSync' },
    matches: ({ headers }, url) =>
      url.pathname === path ||
      // Its own host on AWS, from which calls of functions are led here.
      (url.pathname === '/event' && headers.host?.startsWith(`${apiId}.`) === true),
    async handle(request, response) {
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST, OPTIONS');
        refuse(response, { ...badRequest('Events are published by POST.'), status: 405 });
        return;
      }
      const body = await readBody(request, MAX_BODY_BYTES);
      const answer = await answerTo(request, body?.toString() ?? '', publish);
      if ('status' in answer) refuse(response, answer);
      else answerWith(response, 200, answer);
    },
  };
}

async function answerTo(
  request: IncomingMessage,
  body: string,
  publish: EventOperations['publish'],
): ReturnType<EventOperations['publish']> {
  const { channel, events } = parseObject(body) ?? {};
  return await publish(
    { channel, events },
    {
      channel: 'http',
      method: request.method ?? 'POST',
      path: request.url ?? '/',
      headers: request.headers,
      sourceIp: sourceIpOf(request),
      body,
    },
  );
}

function refuse(
  response: ServerResponse,
  { status, errorType, message }: Omit<EventRefusal, 'status'> & { readonly status: number },
): void {
  response.setHeader('x-amzn-ErrorType', errorType);
  answerWith(response, status, { errors: [{ errorType, message }] });
}

const answerWith = (response: ServerResponse, status: number, body: object): void =>
  send(response, status, JSON.stringify(body), { 'content-type': 'application/json' });
