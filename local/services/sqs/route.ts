import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  AwsError,
  createFront,
  readJson,
  requirePermission,
  requireSignature,
  sendAwsJson,
} from '../../aws/index.ts';
import type { CredentialStore, Principal } from '../../aws/credentials.ts';
import type { AwsCall } from '../../aws/index.ts';
import type { FaultPoint, Faults } from '../../faults/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { isObject } from '../../shared/is-object.ts';
import { send } from '../../shared/send.ts';
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
  faults?: Faults,
): HttpRoute {
  return createFront({
    name: 'sqs',
    awsServices: { sqs: 'SQS' },
    matches: (request) => isJson(request) || signedService(request.headers) === 'sqs',
    limit: { bytes: MAX_BODY_BYTES },
    faulty: { faults, point: faultPoint },
    answer({ request, response, body }) {
      const caller = requireSignature(request, body, { service: 'sqs', credentials });
      const call = callIn(request, body);
      const output = run(call, caller, services);
      if (isJson(request)) sendAwsJson(response, '1.0', 200, output);
      else send(response, 200, writeQueryAnswer(call.name, output), XML);
    },
    refuse: (error, { request, response }) => refuse(response, ofSqs(error), isJson(request)),
  });
}

/** What a call is to rules of faults. */
function faultPoint({ request, body }: AwsCall): FaultPoint {
  const { name, input } = callIn(request, body);
  return { service: 'sqs', action: name, resources: [queueNameIn(input) ?? ''] };
}

function callIn(request: IncomingMessage, body: Buffer): Call {
  if (!isJson(request)) return readQuery(request, body.toString());
  return { name: targetOf(request).slice(PREFIX.length), input: inputIn(body) };
}

const queueNameIn = ({ QueueUrl, QueueName }: QueueInput): string | undefined =>
  [QueueUrl, QueueName]
    .find((value) => typeof value === 'string')
    ?.split('/')
    .at(-1);

function run({ name, input }: Call, caller: Principal | null, services: QueueServices): object {
  const action = actions.get(name);
  if (!action) throw notPlayed(name);
  requireAccess(caller, name, input, services);
  return action(input, services, caller);
}

/** Names that clients of the older protocol know. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  RequestEntityTooLargeException: 'RequestEntityTooLarge',
  SerializationException: 'MalformedInput',
  UnrecognizedClientException: 'InvalidClientTokenId',
};

/** What all services of AWS refuse, in the names of SQS. */
function ofSqs(error: AwsError): QueueError {
  if (error instanceof QueueError) return error;
  const { type, message, status } = error;
  return new QueueError(`com.amazon.coral.service#${type}`, message, QUERY_CODES[type], status);
}

function inputIn(body: Buffer): QueueInput {
  const input = readJson(body);
  if (isObject(input)) return input;
  throw new AwsError('SerializationException', 'The request body is no JSON object.');
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
function requireAccess(
  caller: Principal | null,
  name: string,
  input: QueueInput,
  { queues }: QueueServices,
): void {
  if (!caller?.permissions) return;
  const named = queueNameIn(input);
  const queue = queues.find(({ queueName }) => queueName === named);
  // A queue that is not there is the action's to tell.
  if (named !== undefined && !queue) return;
  // Without capitals, as SQS writes it; a batch is allowed with its single calls.
  const action = `sqs:${name.replace(/Batch$/, '').toLowerCase()}`;
  requirePermission(caller, [action, queue?.arn ?? '*']);
}

function notPlayed(name: string): QueueError {
  return new QueueError(
    'com.amazonaws.sqs#UnsupportedOperation',
    `SQS ${shownInLog(name)} is not played here; what is: ${[...actions.keys()].join(', ')}.`,
    'AWS.SimpleQueueService.UnsupportedOperation',
  );
}

function refuse(response: ServerResponse, error: QueueError, json: boolean): void {
  const { type, message, status, queryCode } = error;
  if (!json) {
    send(response, status, writeQueryError(error), XML);
    return;
  }
  const headers = { 'x-amzn-query-error': `${queryCode};Sender` };
  sendAwsJson(response, '1.0', status, { __type: type, message }, headers);
}

const XML = { 'content-type': 'text/xml' };

const isJson = (request: IncomingMessage): boolean => targetOf(request).startsWith(PREFIX);
const targetOf = (request: IncomingMessage): string => String(request.headers['x-amz-target']);
