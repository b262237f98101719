import type { App, Queue } from '../../assembly/model.ts';
import type { LyingMessage } from '../../services/sqs/index.ts';
import { isObject } from '../../shared/is-object.ts';
import { parseObject } from '../../shared/parse-object.ts';

/** What a message in a queue says that was given up. */
export type DeadLetter =
  /** Records of a stream: the message says where they are. */
  | {
      readonly kind: 'stream-batch';
      readonly functionArn: string;
      /** `RetryAttemptsExhausted`, `RecordAgeExceeded`. */
      readonly condition: string;
      readonly batchSize: number;
      readonly streamArn: string;
      readonly shardId: string;
      readonly startSequenceNumber: string;
      readonly endSequenceNumber: string;
    }
  /** The event of an asynchronous invocation. */
  | {
      readonly kind: 'event';
      readonly functionArn: string;
      readonly condition: string;
      readonly event: unknown;
    };

/**
 * What a message is the dead letter of: of an on-failure destination, or of a function's dead-letter queue.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function readDeadLetter(
  { body, attributes }: Pick<LyingMessage, 'body' | 'attributes'>,
  { arn }: Queue,
  { functions }: App,
): DeadLetter | null {
  const message = parseObject(body);
  const context = message?.['requestContext'];
  if (isObject(message) && isObject(context)) return ofDestination(message, context);
  // A dead-letter queue gets the event itself, and in attributes why.
  if (attributes['RequestID'] === undefined) return null;
  const [owner, ...others] = functions.filter(
    ({ asynchronous }) => asynchronous?.deadLetterArn === arn,
  );
  if (!owner || others.length > 0) return null;
  const event: unknown = message ?? body;
  return { kind: 'event', functionArn: owner.arn, condition: 'RetriesExhausted', event };
}

type Part = Readonly<Record<string, unknown>>;

function ofDestination(message: Part, context: Part): DeadLetter | null {
  const functionArn = textOf(context['functionArn']).replace(/:\$LATEST$/, '');
  const condition = textOf(context['condition']);
  const batch = message['DDBStreamBatchInfo'];
  if (isObject(batch)) {
    return {
      kind: 'stream-batch',
      functionArn,
      condition,
      batchSize: Number(batch['batchSize']),
      streamArn: String(batch['streamArn']),
      shardId: String(batch['shardId']),
      startSequenceNumber: String(batch['startSequenceNumber']),
      endSequenceNumber: String(batch['endSequenceNumber']),
    };
  }
  if (condition === 'Success' || !('requestPayload' in message)) return null;
  return { kind: 'event', functionArn, condition, event: message['requestPayload'] };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
