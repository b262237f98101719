import { allowOnly, textOf } from '../read/body.ts';
import { queueNamed } from '../read/queue.ts';
import { defineRoute } from './route.ts';

/** Body of `POST /_local/queues/NAME/messages`. */
export interface SendMessageInput {
  readonly body: string;
}

/** Sends a message. */
export const sendMessage = defineRoute({
  method: 'POST',
  path: '/_local/queues/:name/messages',
  about: 'Sends a message with the text `body` of the body. `SendMessageInput`: `{}`.',
  answer(studio, { params, body }) {
    const queue = queueNamed(params.name, studio);
    allowOnly(body, ['body'] satisfies (keyof SendMessageInput)[]);
    studio.sqs.send(queue.arn, textOf(body, 'body'));
  },
});
