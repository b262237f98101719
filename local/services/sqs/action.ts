import type { Queue } from '../../assembly/model.ts';
import { AwsError } from '../../aws/index.ts';
import type { Principal } from '../../aws/credentials.ts';
import type { QueueStore } from './store.ts';

/** What an action of SQS works with. */
export interface QueueServices {
  readonly queues: readonly Queue[];
  readonly store: QueueStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Moves what was received too often, before more is received. */
  readonly redrive: (queue: Queue) => void;
  /** When each queue was last purged, by its ARN: milliseconds since the epoch. */
  readonly purges: Map<string, number>;
}

/** A request in the names of the JSON protocol. */
export type QueueInput = Readonly<Record<string, unknown>>;

/**
 * One action of the SQS API.
 * @throws QueueError
 */
export type QueueAction = (
  input: QueueInput,
  services: QueueServices,
  caller: Principal | null,
) => object;

/** An error of the SQS API. */
export class QueueError extends AwsError {
  override readonly name = 'QueueError';
  /** The name that clients of the older protocol know. */
  readonly queryCode: string;

  /** @param type with its namespace, as in the JSON protocol */
  constructor(type: string, message: string, queryCode = type.replace(/^.*#/, ''), status = 400) {
    super(type, message, status);
    this.queryCode = queryCode;
  }
}

const ofSqs =
  (type: string, queryCode?: string) =>
  (message: string): QueueError =>
    new QueueError(`com.amazonaws.sqs#${type}`, message, queryCode);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html */
export const invalidValue = ofSqs('InvalidParameterValueException', 'InvalidParameterValue');
export const invalidAttribute = ofSqs('InvalidAttributeName');
/** The refusal of a request that lacks a parameter. */
export const missingParameter = (name: string): QueueError =>
  ofSqs('MissingParameter')(`The request must contain the parameter ${name}.`);

/** The queue that a request names by its URL. */
export function queueOf(
  { QueueUrl: url }: QueueInput,
  { queues }: Pick<QueueServices, 'queues'>,
): Queue {
  if (url === undefined) throw missingParameter('QueueUrl');
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

interface NumberRule extends Record<'otherwise' | 'min' | 'max', number> {
  readonly name: string;
  /** @default `Must be between … and …` */
  readonly reason?: string;
}

/** A number of the request within its limits. */
export function numberOf(
  value: unknown,
  { name, otherwise, min, max, reason = `Must be between ${min} and ${max}` }: NumberRule,
): number {
  if (value === undefined || value === null) return otherwise;
  const read = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  if (Number.isInteger(read) && read >= min && read <= max) return read;
  throw invalidValue(
    `Value ${JSON.stringify(value)} for parameter ${name} is invalid. Reason: ${reason}, if provided.`,
  );
}

/** Names that a request asks for. */
export const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

/** An object of the request, or an empty one. */
export const recordOf = (value: unknown): QueueInput =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as QueueInput) : {};
