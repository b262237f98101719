import type { Queue } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import type { Faults } from '../../faults/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Service } from '../../shared/service.ts';
import type { Tracer } from '../../tracing/index.ts';
import { createQueueInspector, type QueueInspector } from './queue-inspector.ts';
import type { QueueServices } from './action.ts';
import { createRedrive } from './redrive.ts';
import { withSenders } from './senders.ts';
import { createQueuesRoute } from './route.ts';
import { openQueueStore, type QueueStore, type ReceivedMessage } from './store.ts';

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
  /** By what rules calls fail. @default - none */
  readonly faults?: Faults | undefined;
  readonly clock: Clock;
  /** Learns who sent which message. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** What event sources do with a queue. */
export interface QueueReader {
  /** Takes up to `count` visible messages and hides them for the queue's own time. */
  receive(queue: Queue, count: number): readonly ReceivedMessage[];
  delete(queue: Queue, receiptHandle: string): void;
}

/** The app's SQS queues: where Lambda puts what it gives up on, and SDKs look into. */
export function createQueues(
  queues: readonly Queue[],
  { file, credentials, faults, clock, tracer }: QueuesOptions,
): Service & {
  readonly routes: readonly HttpRoute[];
  readonly send: SendToQueue;
  readonly reader: QueueReader;
  readonly inspector: QueueInspector;
} {
  let open: QueueStore | null = null;
  const store = (): QueueStore => {
    if (open) return open;
    open = withSenders(openQueueStore(file), tracer);
    for (const { arn } of queues) open.createdAt(arn, clock.now());
    return open;
  };
  const close = (): Promise<void> => {
    open?.close();
    open = null;
    return Promise.resolve();
  };
  const services: QueueServices = {
    queues,
    get store() {
      return store();
    },
    now: () => clock.now(),
    redrive: (queue) => redrive(queue),
    purges: new Map(),
  };
  const redrive = createRedrive(services, tracer);
  return {
    name: 'queues',
    routes: [createQueuesRoute(services, credentials, faults)],
    start: () => Promise.resolve(),
    stop: close,
    detach: close,
    reset() {
      for (const { arn } of queues) store().purge(arn);
      services.purges.clear();
      return Promise.resolve();
    },
    inspector: createQueueInspector(store, () => clock.now()),
    reader: {
      receive(queue, count) {
        redrive(queue);
        const { arn, visibilityTimeout = 30 } = queue;
        const hiddenFor = visibilityTimeout * 1_000;
        return store().receive(arn, { count, now: clock.now(), hiddenFor });
      },
      delete: ({ arn }, receiptHandle) => void store().delete(arn, receiptHandle),
    },
    send(queueArn, body, attributes) {
      if (!queues.some(({ arn }) => arn === queueArn)) return false;
      const text = attributes === undefined ? null : JSON.stringify(attributes);
      store().send(queueArn, body, { now: clock.now(), attributes: text });
      return true;
    },
  };
}
