import type { Queue } from '../../assembly/model.ts';
import type { Tracer } from '../../tracing/index.ts';
import type { QueueServices } from './action.ts';

/**
 * Moves what was received too often from a queue to its dead-letter queue, as SQS does when it is asked for
 * messages once more: with their ids and the time that they were sent. Nothing goes to a queue that is not played.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function createRedrive(
  services: Pick<QueueServices, 'queues' | 'store' | 'now'>,
  tracer: Tracer | undefined,
): (queue: Queue) => void {
  return ({ queueName, arn, redrive }) => {
    const target = services.queues.find((one) => one.arn === redrive?.deadLetterArn);
    if (!redrive || !target) return;
    const { maxReceiveCount: receiveCount } = redrive;
    const moved = services.store.move(arn, { to: target.arn, receiveCount, now: services.now() });
    for (const id of moved) {
      const message = `It was received ${receiveCount} times and is in the queue ${target.queueName} now`;
      remember(tracer, { queueName, id, message });
    }
  };
}

interface Moved {
  readonly queueName: string;
  readonly id: string;
  readonly message: string;
}

/** Of whatever sent it, and told as a failure: nobody could handle it. */
function remember(tracer: Tracer | undefined, { queueName, id, message }: Moved): void {
  if (!tracer) return;
  const sender = tracer.messages.get(id);
  const record = tracer.begin('queue', queueName, {
    cause: null,
    origin: sender ? { traceId: sender.traceId, parentId: sender.recordId } : null,
  });
  record.keepRequest(JSON.stringify({ messageId: id }));
  record.notAgain = 'it can be sent again from its dead-letter queue';
  record.end('failed', [{ type: 'Redriven', message, source: null }]);
}
