import { describeQueue, type QueueDescription } from '../describe/stores.ts';
import { defineRoute } from './route.ts';

/** A queue and how many messages lie in it. */
export interface QueueSummary extends QueueDescription {
  readonly visible: number;
  /** Received, and not deleted since. */
  readonly hidden: number;
  /** Sent with a delay that is not over. */
  readonly delayed: number;
}

/** `GET /_local/queues`. */
export interface QueueList {
  readonly queues: readonly QueueSummary[];
}

/** The queues. */
export const queues = defineRoute({
  method: 'GET',
  path: '/_local/queues',
  about: 'The queues, whose dead letters each takes, and how many messages lie in it: `QueueList`.',
  answer({ app, sqs: { inspector } }): QueueList {
    const described = app.queues.map((queue) => ({
      ...describeQueue(queue, app),
      ...inspector.counts(queue),
    }));
    return { queues: described };
  },
});
