import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { GraphqlApi } from '../assembly/model.ts';
import type { AuthRequest, Refusal } from '../auth/types.ts';
import type { GraphqlAnswer, GraphqlEngine } from '../graphql/types.ts';
import type { AppSyncError } from '../shared/graphql-error.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Caller, RequestInfo } from '../shared/identity.ts';
import { requestOfBody, requestOfQuery } from '../graphql/index.ts';
import { readBody } from '../shared/read-body.ts';
import { sourceIpOf } from '../shared/source-ip.ts';
import { endingTrace, type RawRecord, type Tracer } from '../tracing/index.ts';
import { createAnswersTogether } from './answer-together.ts';
import { sendText, type Exchange } from './send.ts';
import { beginRequest, endRequest, recordFailure, remember } from './traced-request.ts';

/** What one API's route works with. */
export interface GraphqlRouteOptions {
  readonly authenticate: (request: AuthRequest) => Promise<Caller | Refusal>;
  readonly engine: Pick<GraphqlEngine, 'execute'>;
  /** Remembers each request. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** AppSync's own limit is not published; its answers end at 5 MB. */
const MAX_BODY_BYTES = 5 * 1024 * 1024; // 5 MiB

/**
 * GraphQL over HTTP for one API: POST, and GET with query parameters.
 * Refusals are told before mistakes in the body.
 */
export function createGraphqlRoute(
  api: Pick<GraphqlApi, 'name' | 'path' | 'apiId' | 'logging'>,
  options: GraphqlRouteOptions,
): HttpRoute {
  const end = createAnswersTogether();
  const { tracer } = options;
  return {
    name: `POST ${api.path} (GraphQL API ${api.name})`,
    path: api.path,
    anyOrigin: (url) => url.pathname === api.path,
    awsServices: { 'appsync-api': 'AppSync' },
    matches: (_request, url) => url.pathname === api.path,
    handle(request, response, url) {
      const exchange = { request, response, end };
      if (!tracer) return answerRequest(exchange, url, options);
      if (!tracer.admits()) return tracer.skip(() => answerRequest(exchange, url, options));
      const trace = beginRequest(tracer, request, api);
      const traced = { ...exchange, trace };
      return tracer.run(trace, () => endingTrace(trace, answerRequest(traced, url, options)));
    },
  };
}

/** One that is on its way to GraphQL, and what remembers it. */
interface TracedExchange extends Exchange {
  readonly trace?: RawRecord;
}

async function answerRequest(
  exchange: TracedExchange,
  url: URL,
  { authenticate, engine, tracer }: GraphqlRouteOptions,
): Promise<void> {
  const { request, response, trace } = exchange;
  if (request.method !== 'POST' && request.method !== 'GET') {
    response.setHeader('allow', 'GET, POST, OPTIONS');
    return refuse(exchange, 405, METHOD);
  }
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes === null) return refuse(exchange, 413, TOO_LARGE);
  const body = bytes.toString();
  const read = request.method === 'GET' ? requestOfQuery(url) : requestOfBody(body);
  const operation = 'query' in read ? read : null;
  const requestId = String(response.getHeader('x-amzn-RequestId'));
  trace?.keepRequest(request.method === 'GET' ? JSON.stringify(operation) : body);
  const authorization = trace?.begin('authorization', 'authorization');
  const admitted = await authenticate({
    channel: 'http',
    method: request.method,
    path: request.url ?? '/',
    headers: request.headers,
    sourceIp: sourceIpOf(request),
    body,
    operation,
    requestId,
  });
  authorization?.end();
  if (!('mode' in admitted)) return refuse(exchange, admitted.status, admitted);
  if (!('query' in read)) return refuseError(exchange, 400, read.error);
  const info = new SentRequest(request, requestId);
  const context = { caller: admitted, request: info, requestId, trace };
  if (trace && tracer) remember(trace, { read, context, engine, tracer });
  const answer = await engine.execute(read, context);
  if (answer.status !== 200) return refuseMalformed(exchange, answer);
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.setHeader('x-amzn-appsync-TokensConsumed', '1');
  const text = JSON.stringify(answer.body);
  if (trace) endRequest(trace, answer, text);
  else if (answer.body.errors && tracer) recordFailure(tracer, { request, read, context, text });
  await sendText(exchange, answer.status, text);
}

const METHOD = {
  errorType: 'MalformedHttpRequestException',
  message: 'Only POST, and GET with query parameters, carry GraphQL.',
};

const TOO_LARGE = {
  errorType: 'MalformedHttpRequestException',
  message: `Request body is longer than ${MAX_BODY_BYTES} bytes.`,
};

/** A request whose operation cannot be told. */
function refuseMalformed(exchange: TracedExchange, { status, body }: GraphqlAnswer): Promise<void> {
  return refuseError(exchange, status, body.errors?.[0]);
}

function refuseError(
  exchange: TracedExchange,
  status: number,
  { errorType = '', message = '' }: Partial<Pick<AppSyncError, 'errorType' | 'message'>> = {},
): Promise<void> {
  return refuse(exchange, status, { errorType: errorType ?? '', message });
}

/** A request that does not reach GraphQL. */
function refuse(
  exchange: TracedExchange,
  status: number,
  { errorType, message }: { readonly errorType: string; readonly message: string },
): Promise<void> {
  exchange.trace?.end('refused', [
    { type: errorType, message: message || errorType, source: null },
  ]);
  exchange.response.setHeader('x-amzn-ErrorType', errorType);
  // Both orders of the members are AppSync's.
  const error = status === 401 ? { errorType, message } : { message, errorType };
  return sendText(exchange, status, render(error));
}

/** In the form of AppSync's JSON printer. */
function render(error: Readonly<Record<string, string>>): string {
  const members = Object.entries(error)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `"${name}" : ${JSON.stringify(value)}`);
  return `{\n  "errors" : [ {\n    ${members.join(',\n    ')}\n  } ]\n}`;
}

/**
 * What resolvers see: AppSync takes cookies out and puts the request's id in, which it also answers
 * and logs. Headers are copied when a resolver reads them, which few do.
 */
class SentRequest implements RequestInfo {
  readonly domainName = null;
  readonly #sent: IncomingHttpHeaders;
  readonly #requestId: string;

  constructor({ headers }: IncomingMessage, requestId: string) {
    this.#sent = headers;
    this.#requestId = requestId;
  }

  get headers(): RequestInfo['headers'] {
    // Node lists only headers that were sent, so none is undefined.
    const sent = withoutCookies(this.#sent) as RequestInfo['headers'];
    return { ...sent, 'x-amzn-requestid': this.#requestId };
  }

  /** Of a getter JSON tells nothing. */
  toJSON(): RequestInfo {
    return { headers: this.headers, domainName: this.domainName };
  }
}

function withoutCookies(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  // Most send none: then nothing is copied.
  if (headers.cookie === undefined) return headers;
  const { cookie, ...others } = headers;
  return others;
}
