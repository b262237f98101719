import type { Queue } from '../../assembly/model.ts';
import type { QueueStore } from './store.ts';

/** What an action of SQS works with. */
export interface QueueServices {
  readonly queues: readonly Queue[];
  readonly store: QueueStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * One action of the SQS API.
 * @throws QueueError
 */
export type QueueAction = (
  input: Readonly<Record<string, unknown>>,
  services: QueueServices,
) => object;

/** An error of the SQS API. */
export class QueueError extends Error {
  override readonly name = 'QueueError';
  readonly type: string;
  /** The name that clients of the older protocol know. */
  readonly queryCode: string;

  constructor(type: string, message: string, queryCode = type) {
    super(message);
    this.type = type;
    this.queryCode = queryCode;
  }
}

/** The queue that a request names by its URL. */
export function queueOf(
  { QueueUrl: url }: Readonly<Record<string, unknown>>,
  { queues }: Pick<QueueServices, 'queues'>,
): Queue {
  // Whatever host the client has for it.
  const name = typeof url === 'string' ? url.split('/').at(-1) : undefined;
  return queueNamed(name, queues);
}

/** @throws QueueError */
export function queueNamed(name: unknown, queues: readonly Queue[]): Queue {
  const found = queues.find(({ queueName }) => queueName === name);
  if (found) return found;
  throw new QueueError(
    'com.amazonaws.sqs#QueueDoesNotExist',
    'The specified queue does not exist.',
    'AWS.SimpleQueueService.NonExistentQueue',
  );
}

/** A number of the request within its limits. */
export function numberOf(
  value: unknown,
  { name, otherwise, min, max }: Record<'otherwise' | 'min' | 'max', number> & { name: string },
): number {
  if (value === undefined || value === null) return otherwise;
  const read = Number(value);
  if (Number.isInteger(read) && read >= min && read <= max) return read;
  throw new QueueError(
    'com.amazonaws.sqs#InvalidParameterValueException',
    `Value ${JSON.stringify(value)} for parameter ${name} is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
    'InvalidParameterValue',
  );
}
