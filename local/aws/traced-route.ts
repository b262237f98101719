import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRoute } from '../shared/http-route.ts';
import { keepBody } from '../shared/read-body.ts';
import {
  describePrincipal,
  isUnsampled,
  jsonWithoutSecrets,
  originIn,
  type RawRecord,
  RawSpan,
  type TraceError,
  type Tracer,
} from '../tracing/index.ts';
import { signerOf } from './check-signature.ts';
import type { CredentialStore } from './credentials.ts';

interface Traced {
  readonly tracer: Tracer;
  readonly credentials: Pick<CredentialStore, 'find'>;
}

/** A route of a service of AWS whose calls are remembered; others stay as they are. */
export function tracedRoute(route: HttpRoute, traced: Traced): HttpRoute {
  const services = Object.keys(route.awsServices ?? {});
  const [service] = services;
  if (service === undefined || service === 'appsync-api') return route;
  if (service === 'lambda') return causedRoute(route, traced);
  return {
    ...route,
    handle(request, response, url) {
      const name = nameOf(service, request, url);
      const scope = name === null ? null : beginCall(service, name, request, traced);
      if (scope === null) return route.handle(request, response, url);
      watch(scope, request, response, SILENT.has(service));
      return traced.tracer.run(scope, () => route.handle(request, response, url));
    },
  };
}

/** An invocation is a record of its own already: it is told what calls it. */
function causedRoute(route: HttpRoute, { tracer }: Traced): HttpRoute {
  return {
    ...route,
    handle(request, response, url) {
      const caller = tracer.find(originIn(request.headers)?.parentId ?? '');
      if (caller?.outcome !== 'running') return route.handle(request, response, url);
      return tracer.run(caller, () => route.handle(request, response, url));
    },
  };
}

/** `AdminCreateUser`, `dynamodb PutItem`; null for pages and keys that are only read. */
function nameOf(service: string, request: IncomingMessage, url: URL): string | null {
  const target = request.headers['x-amz-target'];
  const isCognito = service.startsWith('cognito');
  if (typeof target === 'string') {
    const operation = target.split('.').at(-1) ?? target;
    return isCognito ? operation : `${service} ${operation}`;
  }
  if (isCognito) return /^\/oauth2\/(?!authorize)/.test(url.pathname) ? url.pathname : null;
  return `${service} ${request.method ?? ''} ${url.pathname}`;
}

/** A part of the invocation that calls, by the header that SDKs send along; else a record. */
function beginCall(
  service: string,
  name: string,
  request: IncomingMessage,
  { tracer, credentials }: Traced,
): RawRecord | RawSpan | null {
  // What a function calls that is not recorded itself would be a record that nobody can place.
  if (isUnsampled(request.headers)) return null;
  const origin = originIn(request.headers);
  const caller = tracer.find(origin?.parentId ?? '');
  const isCognito = service.startsWith('cognito');
  if (caller?.outcome === 'running' && !isCognito) return caller.begin('call', name);
  if (caller === null && !tracer.admits()) return null;
  const record = tracer.begin(isCognito ? 'cognito' : 'call', name, { origin });
  const signer = signerOf(request.headers, credentials);
  record.caller = signer && describePrincipal(signer.arn);
  return record;
}

function watch(
  scope: RawRecord | RawSpan,
  request: IncomingMessage,
  response: ServerResponse,
  isSilent: boolean,
): void {
  const sent = keepBody(request);
  const answered = keepAnswer(response);
  response.once('close', () => {
    const request = readable(sent());
    const text = answered();
    const answer = isSilent && response.statusCode < 400 ? null : readable(text);
    const error = response.statusCode >= 400 ? errorOf(response, text) : null;
    if (scope instanceof RawSpan) {
      scope.keep(request, answer);
      scope.end(error);
      return;
    }
    scope.keepRequest(request);
    scope.keepResponse(answer);
    if (error === null) scope.end('succeeded');
    else scope.end(REFUSALS.test(error.type ?? '') ? 'refused' : 'failed', [error]);
  });
}

/** Services whose answers are values that nobody but the caller is to learn. */
const SILENT = new Set(['secretsmanager', 'ssm']);

const REFUSALS =
  /NotAuthorized|AccessDenied|Unauthorized|Signature|Token|Parameter|Validation|Client/;

/** Texts of this length or more are not kept: objects of buckets, lists. */
const MAX_TEXT = 65_536; // 64 Ki

/** The last piece of an answer, which is all of it where services answer in JSON. */
function keepAnswer(response: ServerResponse): () => string {
  let kept = '';
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  const wrapped = (chunk?: unknown, ...rest: unknown[]): ServerResponse => {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) {
      kept = chunk.length < MAX_TEXT ? chunk.toString() : '';
    }
    return end(chunk, ...rest);
  };
  response.end = wrapped as ServerResponse['end'];
  return () => kept;
}

function readable(text: string): string | null {
  if (text === '' || text.length >= MAX_TEXT) return null;
  try {
    return jsonWithoutSecrets(JSON.parse(text));
  } catch {
    const form = [...new URLSearchParams(text)];
    return /^[\w.%-]+=/.test(text) ? jsonWithoutSecrets(Object.fromEntries(form)) : null;
  }
}

function errorOf(response: ServerResponse, text: string): TraceError {
  const header = response.getHeader('x-amzn-errortype');
  let body: Readonly<Record<string, unknown>> = {};
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    // XML, or nothing at all.
  }
  const named = [header, body['__type'], body['error']].find((name) => typeof name === 'string');
  const type = named ?? `HTTP ${response.statusCode}`;
  const message = body['message'] ?? body['Message'] ?? body['error_description'] ?? text;
  return {
    type: type.replace(/^.*#/, '').replace(/:$/, ''),
    message: typeof message === 'string' ? message : JSON.stringify(message),
    source: null,
  };
}
