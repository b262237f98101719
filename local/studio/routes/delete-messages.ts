import { queueNamed } from '../read/queue.ts';
import { LocalRouteError } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** Deletes messages. */
export const deleteMessages = defineRoute({
  method: 'DELETE',
  path: '/_local/queues/:name/messages',
  about: 'Deletes the message `?id=`, without it all that lie in the queue: `{}`.',
  answer(studio, { params, query }) {
    const queue = queueNamed(params.name, studio);
    const id = query.get('id');
    if (id === null) studio.sqs.inspector.purge(queue);
    else if (!studio.sqs.inspector.remove(queue, id)) {
      throw new LocalRouteError(404, 'NotFound', `${queue.queueName} has no message ${id}.`);
    }
  },
});
