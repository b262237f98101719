import type { HttpRoute } from '../../../shared/http-route.ts';
import type { Message } from './checkpoints.ts';

/**
 * `GET /dead-letters?queue=NAME`: what event sources gave up on, in the form of ReceiveMessage.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export function createDeadLettersRoute(read: () => readonly Message[]): HttpRoute {
  return {
    name: 'GET /dead-letters',
    matches: (request, url) => url.pathname === '/dead-letters' && request.method === 'GET',
    handle(_request, response, url) {
      const queue = url.searchParams.get('queue');
      const wanted = read().filter(
        ({ queueArn }) => queue === null || queueArn.split(':').at(-1) === queue,
      );
      const Messages = wanted.map(({ id, body }) => ({ MessageId: id, Body: body }));
      response.writeHead(200, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
      response.end(`${JSON.stringify({ Messages }, null, 2)}\n`);
    },
  };
}
