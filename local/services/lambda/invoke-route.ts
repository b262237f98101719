import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CredentialStore, Principal } from '../../aws/credentials.ts';
import type { FaultPoint, Faults } from '../../faults/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { AwsError, createFront, refuseRestJson, requireSignature } from '../../aws/index.ts';
import type { AwsCall, BodyLimit } from '../../aws/index.ts';
import { refusalToInvoke } from './access.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import { EVENT_PAYLOAD_LIMIT, PAYLOAD_LIMIT, requestTooLarge } from './function-errors.ts';
import { functionNameOf } from './function-name.ts';
import type { RunnableFunction } from './runnable-function.ts';

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

interface InvokeOptions {
  readonly region: string;
  readonly credentials: Pick<CredentialStore, 'find'>;
  readonly later: AsyncInvocations;
  /** By what rules calls fail. @default - none */
  readonly faults?: Faults | undefined;
}

/** Lambda's Invoke over HTTP. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export function createInvokeRoute(
  find: (nameOrArn: string) => RunnableFunction | null,
  options: InvokeOptions,
): HttpRoute {
  return createFront({
    name: 'lambda',
    awsServices: { lambda: 'Invoke of Lambda' },
    matches: (request, url) => request.method === 'POST' && PATH.test(url.pathname),
    limit: payloadLimit,
    faulty: { faults: options.faults, point: ({ url }) => faultPoint(nameIn(url)) },
    answer: (call) => invoke(call, find, options),
    refuse: (error, { response }) =>
      refuseRestJson(response, error, { Type: 'User', Message: error.message }),
  });
}

async function invoke(
  { request, response, url, body }: AwsCall,
  find: (nameOrArn: string) => RunnableFunction | null,
  { region, credentials, later }: InvokeOptions,
): Promise<void> {
  const requestId = randomUUID();
  response.setHeader('x-amzn-RequestId', requestId);
  const name = nameIn(url);
  const caller = requireSignature(request, body, { service: 'lambda', region, credentials });
  const found = find(name) ?? absent(name, region);
  requireInvoke(caller, qualified(found.config.arn, name, url));
  const type = invocationType(request);
  await answer(response, found, { type, requestId, later, body: checked(body.toString()) });
}

const nameIn = ({ pathname }: URL): string => decodeURIComponent(PATH.exec(pathname)?.[1] ?? '');

/** What an invocation is to rules of faults. */
export const faultPoint = (nameOrArn: string): FaultPoint => ({
  service: 'lambda',
  action: 'Invoke',
  resources: [functionNameOf(nameOrArn)],
});

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

function requireInvoke(caller: Principal | null, functionArn: string): void {
  const refusal = caller?.permissions && refusalToInvoke(caller.permissions, functionArn);
  if (refusal) throw new AwsError('AccessDeniedException', refusal, 403);
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
  throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}

const invocationType = ({ headers }: IncomingMessage): string =>
  String(headers['x-amz-invocation-type'] ?? 'RequestResponse');

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
function payloadLimit(request: IncomingMessage): BodyLimit {
  const type = invocationType(request);
  if (!['RequestResponse', 'Event', 'DryRun'].includes(type)) {
    throw new AwsError('InvalidParameterValueException', `Invocation type ${type} is unknown`);
  }
  const bytes = type === 'Event' ? EVENT_PAYLOAD_LIMIT : PAYLOAD_LIMIT;
  const exceeded = () => {
    const size = Number(request.headers['content-length'] ?? bytes + 1);
    return new AwsError('RequestTooLargeException', requestTooLarge(size, type, bytes), 413);
  };
  return { bytes, exceeded };
}

/** The body as JSON text. */
function checked(body: string): string {
  const text = body || '{}';
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${detail}`,
    );
  }
}
