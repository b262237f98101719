import type { LyingMessage } from '../../services/sqs/index.ts';
import { readDeadLetter, type DeadLetter } from '../redrive/dead-letter.ts';
import { numberIn } from '../read/query.ts';
import { queueNamed } from '../read/queue.ts';
import { defineRoute } from './route.ts';

/** A message, and what it is the dead letter of. */
export interface QueueMessage extends LyingMessage {
  /** What it would send again; null for a message that is no dead letter. */
  readonly deadLetter: DeadLetter | null;
}

/** `GET /_local/queues/NAME/messages`: oldest first. */
export interface QueueMessages {
  readonly messages: readonly QueueMessage[];
}

/** What lies in a queue. */
export const queueMessages = defineRoute({
  method: 'GET',
  path: '/_local/queues/:name/messages',
  about:
    'What lies in a queue, oldest first, with what a dead letter is of; looking receives nothing. `?limit=` (1 to 1000, ' +
    '100): `QueueMessages`.',
  answer(studio, { params, query }): QueueMessages {
    const queue = queueNamed(params.name, studio);
    const limit = numberIn(query, 'limit', { otherwise: 100, max: 1_000 });
    const messages = studio.sqs.inspector.messages(queue, limit);
    return {
      messages: messages.map((message) => ({
        ...message,
        deadLetter: readDeadLetter(message, queue, studio.app),
      })),
    };
  },
});
