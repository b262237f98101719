import type { Queue } from '../../assembly/model.ts';
import { toStreamRecord, type StreamRecord, type WireRecord } from '../../services/lambda/index.ts';
import { isObject } from '../../shared/is-object.ts';
import type { Studio } from '../studio-context.ts';
import type { DeadLetter } from './dead-letter.ts';

/**
 * Invokes the function once more with what it was given up with.
 * @returns why that failed, or null
 */
export async function sendAgain(
  letter: DeadLetter,
  queue: Queue,
  studio: Studio,
): Promise<string | null> {
  const event = letter.kind === 'event' ? letter.event : await eventOf(letter, queue, studio);
  if (event === null)
    return 'The stream no longer has its records: DynamoDB keeps them for 24 hours.';
  const result = await studio.lambda.invoke(letter.functionArn, event);
  if (!result.ok) return `${result.error.errorType}: ${result.error.errorMessage}`;
  return letter.kind === 'stream-batch' ? itemFailures(result.payload) : null;
}

type Batch = Extract<DeadLetter, { kind: 'stream-batch' }>;

/** The event of a stream as the function had it; null when its records are gone. */
async function eventOf(
  batch: Batch,
  queue: Queue,
  studio: Studio,
): Promise<{ readonly Records: readonly StreamRecord[] } | null> {
  const source = studio.app.eventSourceMappings.find(
    ({ functionArn, onFailureArn }) =>
      functionArn === batch.functionArn && onFailureArn === queue.arn,
  );
  const records = await recordsOf(batch, studio);
  if (records.length < batch.batchSize) return null;
  const arn = source?.eventSourceArn ?? batch.streamArn;
  return { Records: records.map((record) => toStreamRecord(record, arn)) };
}

async function recordsOf(
  { streamArn, shardId, startSequenceNumber, endSequenceNumber, batchSize }: Batch,
  { dynamodb }: Studio,
): Promise<readonly WireRecord[]> {
  const position = await dynamodb.call('GetShardIterator', {
    StreamArn: streamArn,
    ShardId: shardId,
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    SequenceNumber: startSequenceNumber,
  });
  const found: WireRecord[] = [];
  let iterator: unknown = position['ShardIterator'];
  while (typeof iterator === 'string' && found.length < batchSize) {
    const page = await dynamodb.call('GetRecords', { ShardIterator: iterator, Limit: 1_000 });
    const records = (page['Records'] ?? []) as readonly WireRecord[];
    if (records.length === 0) break;
    const isWithin = (record: WireRecord): boolean =>
      BigInt(record.dynamodb?.SequenceNumber ?? 0) <= BigInt(endSequenceNumber);
    const within = records.filter(isWithin);
    found.push(...within);
    iterator = within.length < records.length ? null : page['NextShardIterator'];
  }
  return found.slice(0, batchSize);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html */
function itemFailures(payload: unknown): string | null {
  const failures: unknown = isObject(payload) ? payload['batchItemFailures'] : [];
  const count = Array.isArray(failures) ? failures.length : 0;
  return count === 0 ? null : `The function reported ${count} failed record(s).`;
}
