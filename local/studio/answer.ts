import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws/index.ts';
import { ApiException } from '../services/dynamodb/index.ts';
import { LocalError } from '../shared/errors.ts';
import { isObject } from '../shared/is-object.ts';
import { readBody } from '../shared/read-body.ts';
import { sendJson } from '../shared/send.ts';
import { ROUTES } from './routes/index.ts';
import { badRequest, LocalRouteError } from './routes/local-route-error.ts';
import type { LocalRequest, LocalRoute } from './routes/route.ts';
import type { Studio } from './studio-context.ts';

/** Lambda's events and DynamoDB's items are shorter. */
const MAX_BODY_BYTES = 8 * 1024 * 1024; // 8 MiB

/** A request as it came. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Body of every error below `/_local/`. */
interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string };
}

/** Answers a request in JSON; refusals as `{error: {code, message}}`. */
export async function answerLocally(studio: Studio, exchange: Exchange): Promise<void> {
  const { response } = exchange;
  try {
    const { route, params } = findRoute(exchange);
    const answer = await route.answer(studio, await readRequest(exchange, params));
    sendJson(response, 200, answer ?? {}, NO_STORE);
  } catch (error) {
    const { status, ...body } = refusalOf(error);
    sendJson(response, status, body, NO_STORE);
  }
}

const NO_STORE = { 'cache-control': 'no-store' };

interface Found {
  readonly route: LocalRoute;
  readonly params: Readonly<Record<string, string>>;
}

function findRoute({ request: { method = '' }, url: { pathname } }: Exchange): Found {
  const matching = ROUTES.flatMap((route) => {
    const params = paramsIn(pathname, route.path);
    return params ? [{ route, params }] : [];
  });
  const found = matching.find(({ route }) => route.method === method);
  if (found) return found;
  const methods = matching.map(({ route }) => route.method).join(', ');
  throw methods
    ? new LocalRouteError(405, 'MethodNotAllowed', `${pathname} takes ${methods}, not ${method}.`)
    : new LocalRouteError(404, 'NotFound', `Nothing answers ${pathname}. ${available()}`);
}

const available = (): string =>
  `There is: ${ROUTES.map(({ method, path }) => `${method} ${path}`).join(', ')}.`;

/** Null when the path is another. */
function paramsIn(pathname: string, path: string): Found['params'] | null {
  const given = pathname.split('/');
  const parts = path.split('/');
  if (given.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const text = given[index] ?? '';
    if (part.startsWith(':') && text !== '') params[part.slice(1)] = decoded(text);
    else if (part !== text) return null;
  }
  return params;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest(`The path is not percent-encoded: ${text}.`);
  }
}

async function readRequest(
  { request, url }: Exchange,
  params: Found['params'],
): Promise<LocalRequest> {
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes === null) {
    const message = `The body is longer than ${MAX_BODY_BYTES} bytes.`;
    throw new LocalRouteError(413, 'BodyTooLong', message);
  }
  return { params, query: url.searchParams, body: objectIn(bytes.toString()) };
}

function objectIn(text: string): LocalRequest['body'] {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw badRequest(`The body is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  if (isObject(value)) return value;
  throw badRequest('The body is no JSON object.');
}

/** What services of AWS refuse keeps its name; what nobody foresaw is the gateway's to log. */
function refusalOf(error: unknown): ErrorBody & { readonly status: number } {
  if (error instanceof LocalRouteError) {
    const { status, code, message } = error;
    return { status, error: { code, message } };
  }
  if (error instanceof AwsError) {
    const { type, message, status } = error;
    return { status, error: { code: type.replace(/^.*#/, ''), message } };
  }
  if (error instanceof ApiException) {
    return { status: error.status, error: { code: error.name, message: error.message } };
  }
  if (error instanceof LocalError) {
    return { status: 400, error: { code: error.code, message: error.message } };
  }
  throw error;
}
