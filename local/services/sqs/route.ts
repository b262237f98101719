import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError, requireSignature } from '../../aws/index.ts';
import type { CredentialStore, Principal } from '../../aws/credentials.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { isObject } from '../../shared/is-object.ts';
import { readBody } from '../../shared/read-body.ts';
import { shownInLog } from '../../shared/shown-in-log.ts';
import { signedService } from '../../aws/check-signature.ts';
import { QueueError, type QueueInput, type QueueServices } from './action.ts';
import { actions } from './actions/index.ts';
import { readQuery, writeQueryAnswer, writeQueryError } from './query-protocol.ts';

/** A call, whichever protocol it came in. */
interface Call {
  readonly name: string;
  readonly input: QueueInput;
}

const PREFIX = 'AmazonSQS.';
/** A message of 1 MiB whose every character is written as `\u0000`. */
const MAX_BODY_BYTES = 8 * 1024 * 1024; // 8 MiB

/**
 * The AWS JSON 1.0 protocol of SQS, and the query protocol that older SDKs and HTTP data sources use.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html
 * @param credentials whose keys calls are signed with; without, only the form of signatures is looked at
 */
export function createQueuesRoute(
  services: QueueServices,
  credentials: Pick<CredentialStore, 'find'> | undefined,
): HttpRoute {
  return {
    name: 'sqs',
    awsServices: ['sqs'],
    matches: (request) => isJson(request) || signedService(request.headers) === 'sqs',
    async handle(request, response) {
      const json = isJson(request);
      let name = json ? targetOf(request).slice(PREFIX.length) : '';
      try {
        const body = await readWhole(request);
        const caller = signer(request, body, credentials);
        const call = json ? { name, input: parse(body) } : readQuery(request, body.toString());
        ({ name } = call);
        const output = run(call, caller, services);
        if (json) send(response, 200, JSON.stringify(output));
        else send(response, 200, writeQueryAnswer(name, output), 'text/xml');
      } catch (error) {
        if (!(error instanceof QueueError)) throw error;
        refuse(response, error, json);
      }
    },
  };
}

function run({ name, input }: Call, caller: Principal | null, services: QueueServices): object {
  const action = actions.get(name);
  if (!action) throw notPlayed(name);
  requirePermission(caller, name, input, services);
  return action(input, services);
}

async function readWhole(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body !== null) return body;
  throw new QueueError(
    'com.amazon.coral.service#RequestEntityTooLargeException',
    `The request is longer than ${MAX_BODY_BYTES} bytes.`,
    'RequestEntityTooLarge',
    413,
  );
}

/** Names that clients of the older protocol know. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  UnrecognizedClientException: 'InvalidClientTokenId',
  InvalidSignatureException: 'SignatureDoesNotMatch',
};

function signer(
  request: IncomingMessage,
  body: Buffer,
  credentials: Pick<CredentialStore, 'find'> | undefined,
): Principal | null {
  try {
    return requireSignature(request, body, { service: 'sqs', credentials });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const type = `com.amazon.coral.service#${error.type}`;
    throw new QueueError(type, error.message, QUERY_CODES[error.type], 403);
  }
}

function parse(body: Buffer): QueueInput {
  try {
    const input: unknown = body.length === 0 ? {} : JSON.parse(body.toString());
    if (isObject(input)) return input;
  } catch {
    // Told below.
  }
  throw new QueueError(
    'com.amazon.coral.service#SerializationException',
    'The request body is no JSON object.',
    'MalformedInput',
  );
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
function requirePermission(
  caller: Principal | null,
  name: string,
  { QueueUrl, QueueName }: QueueInput,
  { queues }: QueueServices,
): void {
  if (!caller?.permissions) return;
  const named = [QueueUrl, QueueName]
    .find((value) => typeof value === 'string')
    ?.split('/')
    .at(-1);
  const queue = queues.find(({ queueName }) => queueName === named);
  // A queue that is not there is the action's to tell.
  if (named !== undefined && !queue) return;
  // Without capitals, as SQS writes it; a batch is allowed with its single calls.
  const action = `sqs:${name.replace(/Batch$/, '').toLowerCase()}`;
  const refusal = caller.permissions.refusal(action, queue?.arn ?? '*');
  if (refusal === null) return;
  throw new QueueError('com.amazon.coral.service#AccessDeniedException', refusal, 'AccessDenied');
}

function notPlayed(name: string): QueueError {
  return new QueueError(
    'com.amazonaws.sqs#UnsupportedOperation',
    `SQS ${shownInLog(name)} is not played here; what is: ${[...actions.keys()].join(', ')}.`,
    'AWS.SimpleQueueService.UnsupportedOperation',
  );
}

function refuse(response: ServerResponse, error: QueueError, json: boolean): void {
  if (!json) {
    send(response, error.status, writeQueryError(error), 'text/xml');
    return;
  }
  response.setHeader('x-amzn-query-error', `${error.queryCode};Sender`);
  const { type: __type, message } = error;
  send(response, error.status, JSON.stringify({ __type, message }));
}

function send(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'application/x-amz-json-1.0',
): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(text);
}

const isJson = (request: IncomingMessage): boolean => targetOf(request).startsWith(PREFIX);
const targetOf = (request: IncomingMessage): string => String(request.headers['x-amz-target']);
