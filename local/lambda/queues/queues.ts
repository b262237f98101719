import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Queue } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Permissions } from '../../iam/types.ts';
import type { CredentialStore } from '../../shared/credentials.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Service } from '../../shared/service.ts';
import { signerOf } from '../../shared/sigv4.ts';
import { QueueError, type QueueServices } from './action.ts';
import { actions } from './actions/index.ts';
import { openQueueStore, type QueueStore } from './store.ts';

/** Puts a message into a queue of the app; false when the ARN is none of them. */
export type SendToQueue = (
  queueArn: string,
  body: string,
  attributes?: Readonly<Record<string, unknown>>,
) => boolean;

interface QueuesOptions {
  /** The file that event sources keep their messages in. */
  readonly file: string;
  /** Whose keys calls are signed with. @default - everybody may do everything */
  readonly credentials?: Pick<CredentialStore, 'find'>;
  readonly clock: Clock;
}

/** The app's SQS queues: where Lambda puts what it gives up on, and SDKs look into. */
export function createQueues(
  queues: readonly Queue[],
  { file, credentials, clock }: QueuesOptions,
): Service & { readonly routes: readonly HttpRoute[]; readonly send: SendToQueue } {
  let open: QueueStore | null = null;
  const store = (): QueueStore => (open ??= openQueueStore(file));
  const services: QueueServices = {
    queues,
    get store() {
      return store();
    },
    now: () => clock.now(),
  };
  return {
    name: 'queues',
    routes: [createRoute(services, credentials)],
    start: () => Promise.resolve(),
    stop() {
      open?.close();
      open = null;
      return Promise.resolve();
    },
    reset() {
      for (const { arn } of queues) store().purge(arn);
      return Promise.resolve();
    },
    send(queueArn, body, attributes) {
      if (!queues.some(({ arn }) => arn === queueArn)) return false;
      const text = attributes === undefined ? null : JSON.stringify(attributes);
      store().send(queueArn, body, { now: clock.now(), attributes: text });
      return true;
    },
  };
}

const PREFIX = 'AmazonSQS.';

/** The AWS JSON 1.0 protocol of SQS. */
function createRoute(
  services: QueueServices,
  credentials: QueuesOptions['credentials'],
): HttpRoute {
  return {
    name: 'sqs',
    matches: (request) => targetOf(request).startsWith(PREFIX),
    async handle(request, response) {
      const name = targetOf(request).slice(PREFIX.length);
      try {
        const action = actions.get(name);
        if (!action) throw notPlayed(name);
        const text = await readText(request);
        const input = JSON.parse(text || '{}') as Readonly<Record<string, unknown>>;
        const caller = credentials && signerOf(request.headers, credentials);
        if (caller?.permissions) requirePermission(caller.permissions, name, input, services);
        send(response, 200, action(input, services));
      } catch (error) {
        if (!(error instanceof QueueError)) throw error;
        response.setHeader('x-amzn-query-error', `${error.queryCode};Sender`);
        send(response, 400, { __type: error.type, message: error.message });
      }
    },
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
function requirePermission(
  permissions: Permissions,
  name: string,
  { QueueUrl, QueueName }: Readonly<Record<string, unknown>>,
  { queues }: QueueServices,
): void {
  const named = [QueueUrl, QueueName]
    .find((value) => typeof value === 'string')
    ?.split('/')
    .at(-1);
  const queue = queues.find(({ queueName }) => queueName === named);
  // A queue that is not there is the action's to tell.
  if (named !== undefined && !queue) return;
  // Without capitals, as SQS writes it; a batch is allowed with its single calls.
  const action = `sqs:${name.replace(/Batch$/, '').toLowerCase()}`;
  const refusal = permissions.refusal(action, queue?.arn ?? '*');
  if (refusal === null) return;
  throw new QueueError('com.amazon.coral.service#AccessDeniedException', refusal, 'AccessDenied');
}

function notPlayed(name: string): QueueError {
  return new QueueError(
    'com.amazonaws.sqs#UnsupportedOperation',
    `SQS ${name} is not played here; what is: ${[...actions.keys()].join(', ')}.`,
    'AWS.SimpleQueueService.UnsupportedOperation',
  );
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const targetOf = (request: IncomingMessage): string => String(request.headers['x-amz-target']);
