import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { DataSourceConfig } from '../assembly/model.ts';
import {
  MalformedRequest,
  answered,
  failed,
  malformed,
  missing,
  objectAt,
  requestObject,
  type RequestObject,
} from './answers.ts';
import { awsServiceOf } from '../shared/aws-hosts.ts';
import type { Credentials } from '../aws/credentials.ts';
import { signRequest } from '../aws/sign-request.ts';
import { sha256 } from '../aws/signature.ts';
import { publicPart, reasonOf } from '../shared/failed-call.ts';
import { request as httpRequest } from '../shared/node-http.ts';
import { traceHeaders } from '../tracing/index.ts';
import type { DataSourcesOptions } from './create-data-sources.ts';
import { sessionOf } from './service-role.ts';
import type { DataSource, DataSourceAnswer } from './types.ts';

type HttpConfig = Extract<DataSourceConfig, { type: 'HTTP' }>;

interface HttpCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * Calls an HTTP endpoint; any status is a result, not an error.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-http-js.html
 */
export function createHttp(
  config: HttpConfig,
  options: Pick<DataSourcesOptions, 'credentials' | 'iam' | keyof Sending>,
): DataSource {
  const { signing } = config;
  const send = (call: HttpCall, signal: AbortSignal) =>
    sendCall(config.name, call, signal, options);
  let credentials: Credentials | null = null;
  return {
    name: config.name,
    type: 'HTTP',
    async execute(request, { signal }) {
      try {
        const call = readCall(config.endpoint, requestObject(request));
        if (!signing) return await send(call, signal);
        credentials ??= keyOf(config, options);
        return await send(sign(call, { ...signing, credentials }), signal);
      } catch (error) {
        if (error instanceof MalformedRequest) return malformed(error);
        throw error;
      }
    },
  };
}

/** Services on this machine hold the role to its policies; what others do is theirs. */
function keyOf(
  config: HttpConfig,
  { credentials, iam }: Pick<DataSourcesOptions, 'credentials' | 'iam'>,
): Credentials {
  const session = sessionOf(config, { iam });
  return session ? credentials.issue(session) : credentials.developer;
}

/** What calls are sent with. */
type Sending = Pick<DataSourcesOptions, 'log' | 'gatewayUrl' | 'tracer'>;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Headers that AppSync does not let requests set. */
const OWN_HEADERS = new Set([
  'host',
  'connection',
  'user-agent',
  'expect',
  'transfer-encoding',
  'content-length',
]);

function readCall(endpoint: string, { method, resourcePath, params }: RequestObject): HttpCall {
  if (typeof method !== 'string') throw missing('method');
  if (typeof resourcePath !== 'string') throw missing('resourcePath');
  if (!METHODS.includes(method)) {
    throw new MalformedRequest(
      `Unsupported method '${method}'. An HTTP data source takes ${METHODS.join(', ')}.`,
    );
  }
  const { query, headers, body } = objectAt('params', params ?? {});
  const url = new URL(`${endpoint.replace(/\/$/, '')}/${resourcePath.replace(/^\//, '')}`);
  const asked = Object.entries(objectAt('params][query', query ?? {})).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${encode(name)}=${encode(text(one))}`),
  );
  url.search = [url.search.slice(1), ...asked].filter((part) => part !== '').join('&');
  const sent = Object.entries(objectAt('params][headers', headers ?? {}))
    .filter(([name]) => !OWN_HEADERS.has(name.toLowerCase()))
    .map(([name, value]) => [name, text(value)] as const);
  return {
    method,
    url,
    headers: Object.fromEntries(sent),
    body: body === undefined || body === null ? undefined : text(body),
  };
}

/** With %20 for a space, which signatures are made of too. */
const encode = encodeURIComponent;

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function sign(call: HttpCall, signing: Parameters<typeof signRequest>[1]): HttpCall {
  const { method, url, headers: sent, body = '' } = call;
  const headers = { ...sent, host: url.host, 'x-amz-content-sha256': sha256(body) };
  const path = url.pathname + url.search;
  return { ...call, headers: signRequest({ method, path, headers, body }, signing) };
}

async function sendCall(
  source: string,
  call: HttpCall,
  signal: AbortSignal,
  options: Sending,
): Promise<DataSourceAnswer> {
  try {
    const response = await open(call, signal, options);
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    return answered({
      statusCode: response.statusCode,
      headers: headersOf(response),
      body: Buffer.concat(chunks).toString('utf8'),
    });
  } catch (error) {
    const reason = signal.aborted ? 'no answer in time' : reasonOf(error);
    options.log.error(source, `${call.method} ${publicPart(call.url)} failed: ${reason}`);
    // AWS's type names for these two are not recorded.
    if (signal.aborted) return failed('HttpDataSource:Timeout', 'Execution timed out.');
    return failed('HttpDataSource:ConnectionError', `${call.url.origin} did not answer: ${reason}`);
  }
}

/** Node's own client: `fetch` takes no body with GET and forgets how a server writes its headers. */
function open(call: HttpCall, signal: AbortSignal, options: Sending): Promise<IncomingMessage> {
  const { method, body } = call;
  return new Promise((resolve, reject) => {
    const { url, headers } = withinReach(call, options);
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    // A connection of its own: one that is kept may be closed just when it is taken up again.
    const sent = { method, headers: { ...headers, ...lengthOf(body) }, signal, agent: false };
    request(url, sent, resolve).on('error', reject).end(body);
  });
}

/** Calls of AWS go to the gateway, which plays the service or names it; the signature is for AWS's host. */
function withinReach(
  { url, headers }: HttpCall,
  { gatewayUrl, tracer }: Sending,
): Pick<HttpCall, 'url' | 'headers'> {
  if (gatewayUrl === undefined || awsServiceOf(url.host) === null) return { url, headers };
  return {
    url: new URL(url.pathname + url.search, gatewayUrl),
    headers: { ...headers, host: url.host, ...traceHeaders(tracer) },
  };
}

/** Node leaves the length out where a body is unusual, and with it the body's end. */
function lengthOf(body: string | undefined): Readonly<Record<string, number>> {
  return body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
}

/** In the server's own case, as mapping templates for AppSync read them. */
function headersOf({ rawHeaders }: IncomingMessage): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
}
