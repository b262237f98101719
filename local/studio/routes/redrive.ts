import { readDeadLetter } from '../redrive/dead-letter.ts';
import { sendAgain } from '../redrive/send-again.ts';
import { allowOnly, textsOf } from '../read/body.ts';
import { queueNamed } from '../read/queue.ts';
import { LocalRouteError } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** Body of `POST /_local/queues/NAME/redrive`. */
export interface RedriveInput {
  /** Ids of messages. @default - all that lie in the queue */
  readonly ids?: readonly string[];
}

/** Its answer. */
export interface Redriven {
  /** Ids of those that are done with now; they are no longer in the queue. */
  readonly sent: readonly string[];
  /** Those that stay, each with its reason. */
  readonly failed: readonly { readonly id: string; readonly message: string }[];
}

/** So many are looked at; more are for the next call. */
const MAX_MESSAGES = 1_000;
const NO_LETTER = 'It does not say which function gave it up: it is no dead letter of the app.';

/** Sends dead letters again. */
export const redrive = defineRoute({
  method: 'POST',
  path: '/_local/queues/:name/redrive',
  about:
    'Invokes functions again with what they gave up, oldest first, and removes what then succeeds; records are read from ' +
    'their stream. `ids` of the body chooses messages. `RedriveInput`: `Redriven`.',
  async answer(studio, { params, body }): Promise<Redriven> {
    const queue = queueNamed(params.name, studio);
    allowOnly(body, ['ids'] satisfies (keyof RedriveInput)[]);
    const ids = textsOf(body, 'ids');
    const { inspector } = studio.sqs;
    const lying = inspector.messages(queue, MAX_MESSAGES);
    const unknown = (ids ?? []).filter((id) => !lying.some((message) => message.id === id));
    if (unknown.length > 0) {
      const message = `${queue.queueName} has no message ${unknown.join(', ')}.`;
      throw new LocalRouteError(404, 'NotFound', message);
    }
    const sent: string[] = [];
    const failed: { id: string; message: string }[] = [];
    for (const message of lying.filter(({ id }) => ids?.includes(id) ?? true)) {
      const letter = readDeadLetter(message, queue, studio.app);
      const problem = letter ? await sendAgain(letter, queue, studio) : NO_LETTER;
      if (problem === null) {
        inspector.remove(queue, message.id);
        sent.push(message.id);
      } else failed.push({ id: message.id, message: problem });
    }
    return { sent, failed };
  },
});
