import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CredentialStore, Principal } from '../../aws/credentials.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { AwsError, requireSignature } from '../../aws/index.ts';
import { readBody } from '../../shared/read-body.ts';
import { refusalToInvoke } from './access.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import { EVENT_PAYLOAD_LIMIT, PAYLOAD_LIMIT, requestTooLarge } from './function-errors.ts';
import type { RunnableFunction } from './runnable-function.ts';

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

interface InvokeOptions {
  readonly region: string;
  readonly credentials: Pick<CredentialStore, 'find'>;
  readonly later: AsyncInvocations;
}

/** Lambda's Invoke over HTTP. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export function createInvokeRoute(
  find: (nameOrArn: string) => RunnableFunction | null,
  options: InvokeOptions,
): HttpRoute {
  const { region, later } = options;
  return {
    name: 'lambda',
    awsServices: ['lambda'],
    matches: (request, url) => request.method === 'POST' && PATH.test(url.pathname),
    async handle(request, response, url) {
      const requestId = randomUUID();
      response.setHeader('x-amzn-RequestId', requestId);
      const name = decodeURIComponent(PATH.exec(url.pathname)?.[1] ?? '');
      const type = String(request.headers['x-amz-invocation-type'] ?? 'RequestResponse');
      try {
        const body = await readPayload(request, type);
        const caller = signer(request, body, options);
        const found = find(name) ?? absent(name, region);
        requirePermission(caller, qualified(found.config.arn, name, url));
        await answer(response, found, { type, requestId, later, body: checked(body) });
      } catch (error) {
        if (!(error instanceof InvokeError)) throw error;
        sendError(response, error);
      }
    },
  };
}

interface Call {
  readonly type: string;
  readonly requestId: string;
  /** JSON text. */
  readonly body: string;
  readonly later: AsyncInvocations;
}

async function answer(
  response: ServerResponse,
  found: RunnableFunction,
  { type, requestId, body, later }: Call,
): Promise<void> {
  if (type === 'DryRun') return void response.writeHead(204).end();
  if (type === 'Event') {
    response.writeHead(202).end();
    later.begin(found, requestId, body);
    return;
  }
  const result = await found.run(requestId, body);
  response.writeHead(200, {
    'content-type': 'application/json',
    'x-amz-executed-version': '$LATEST',
    ...(!result.ok && { 'x-amz-function-error': 'Unhandled' }),
  });
  response.end(result.ok ? result.payload : JSON.stringify(result.error));
}

class InvokeError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, status: number, message: string) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** Whose signature it is. */
function signer(
  request: IncomingMessage,
  body: string,
  { region, credentials }: InvokeOptions,
): Principal | null {
  try {
    return requireSignature(request, body, { service: 'lambda', region, credentials });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new InvokeError(error.type, 403, error.message);
  }
}

function requirePermission(caller: Principal | null, functionArn: string): void {
  const refusal = caller?.permissions && refusalToInvoke(caller.permissions, functionArn);
  if (refusal) throw new InvokeError('AccessDeniedException', 403, refusal);
}

/** With the alias or version that the call names, behind the function's name or beside it. */
function qualified(functionArn: string, name: string, url: URL): string {
  const inName = /(?:^|:function:)[^:]+:([^:]+)$/.exec(name)?.[1];
  const qualifier = url.searchParams.get('Qualifier') ?? inName;
  return qualifier ? `${functionArn}:${qualifier}` : functionArn;
}

function absent(name: string, region: string): never {
  const arn = name.startsWith('arn:')
    ? name
    : `arn:aws:lambda:${region}:000000000000:function:${name}`;
  throw new InvokeError('ResourceNotFoundException', 404, `Function not found: ${arn}`);
}

async function readPayload(request: IncomingMessage, type: string): Promise<string> {
  if (!['RequestResponse', 'Event', 'DryRun'].includes(type)) {
    throw new InvokeError(
      'InvalidParameterValueException',
      400,
      `Invocation type ${type} is unknown`,
    );
  }
  const limit = type === 'Event' ? EVENT_PAYLOAD_LIMIT : PAYLOAD_LIMIT;
  const body = await readBody(request, limit);
  if (body !== null) return body.toString();
  const size = Number(request.headers['content-length'] ?? limit + 1);
  throw new InvokeError('RequestTooLargeException', 413, requestTooLarge(size, type, limit));
}

/** The body as JSON text. */
function checked(body: string): string {
  const text = body || '{}';
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw new InvokeError(
      'InvalidRequestContentException',
      400,
      `Could not parse request body into json: ${detail}`,
    );
  }
}

function sendError(response: ServerResponse, { type, status, message }: InvokeError): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ Type: 'User', Message: message, message }));
}
