import type { EventSourceMapping, Queue } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { LambdaHost } from '../types.ts';
import { takeBatch } from './batches.ts';
import type { Checkpoints, ShardKey } from './checkpoints.ts';
import { deliver, type DeliveryPorts, failureMessage } from './deliver.ts';
import type { EventPattern } from './event-pattern.ts';
import type { Stopping } from './stopping.ts';
import type { StreamClient } from './stream-client.ts';
import { type StreamRecord, toStreamRecord } from './stream-record.ts';

/** What reading a stream for one mapping needs. */
export interface ReaderParts {
  readonly mapping: EventSourceMapping;
  /** `<stack>/<logical id>`. */
  readonly where: string;
  /** Empty: every record. */
  readonly filters: readonly EventPattern[];
  readonly queues: readonly Queue[];
  readonly lambda: LambdaHost;
  readonly client: StreamClient;
  readonly checkpoints: Checkpoints;
  readonly stopping: Stopping;
  /** The stream that the table has now; readers of an earlier one end. */
  readonly current: { streamArn: string | null };
  readonly clock: Clock;
  readonly log: Log;
}

const BUSY_PAUSE = 100; // 100 ms between looks
const IDLE_PAUSE = 250; // 250 ms when nothing came for a while

/**
 * Reads a shard from its checkpoint on and delivers its records in order.
 * @param since records before this time are skipped, in milliseconds since the epoch
 * @returns true when the shard is closed and done with, false when everything stops
 */
export async function readShard(
  shard: ShardKey,
  since: number,
  parts: ReaderParts,
): Promise<boolean> {
  const { mapping, client, checkpoints, stopping, current, clock } = parts;
  const isOver = (): boolean => stopping.now || current.streamArn !== shard.streamArn;
  const buffer: StreamRecord[] = [];
  let bufferedAt = 0;
  let seen = checkpoints.read(shard).sequenceNumber;
  let iterator: string | null = await client.iterator(shard.streamArn, shard.shardId, seen);
  let pause = BUSY_PAUSE;
  while (iterator !== null && !isOver()) {
    const page = await client.records(iterator, Math.min(1_000, Math.max(100, mapping.batchSize)));
    iterator = page.next;
    const records = page.records.map((record) => toStreamRecord(record, mapping.eventSourceArn));
    if (buffer.length === 0) bufferedAt = clock.now();
    buffer.push(...records.filter((record) => isWanted(record, since, parts.filters)));
    seen = records.at(-1)?.dynamodb.SequenceNumber ?? seen;

    const windowIsOver = clock.now() - bufferedAt >= mapping.maximumBatchingWindow * 1_000;
    while (
      buffer.length >= mapping.batchSize ||
      (buffer.length > 0 && (windowIsOver || !iterator))
    ) {
      const batch = takeBatch(buffer, mapping.batchSize);
      if (!(await deliver(batch, mapping, portsFor(shard, parts)))) return false;
    }
    if (records.length > 0 && buffer.length === 0 && seen !== null) checkpoints.save(shard, seen);
    if (records.length > 0) pause = BUSY_PAUSE;
    else if (iterator !== null) await stopping.wait(pause);
    if (records.length === 0) pause = Math.min(IDLE_PAUSE, pause + 10);
  }
  if (isOver()) return false;
  checkpoints.finish(shard);
  return true;
}

function isWanted(record: StreamRecord, since: number, filters: readonly EventPattern[]): boolean {
  // The record's time is in whole seconds.
  if ((record.dynamodb.ApproximateCreationDateTime + 1) * 1_000 <= since) return false;
  return filters.length === 0 || filters.some((matches) => matches(record));
}

function portsFor(shard: ShardKey, parts: ReaderParts): DeliveryPorts {
  const { mapping, where, lambda, checkpoints, stopping, clock, log } = parts;
  return {
    invoke: (event) => lambda.invoke(mapping.functionArn, event),
    done(last) {
      if (!stopping.closed) checkpoints.save(shard, last.dynamodb.SequenceNumber);
    },
    failed(records, reason, invocations) {
      log.warn(
        'event source',
        `${where}: ${counted(records.length)} failed (attempt ${invocations}): ${reason}`,
      );
    },
    giveUp(records, condition, invocations) {
      const now = clock.now();
      const about = { mapping, shard, records, condition, invocations, now };
      keepFailure(failureMessage(about), records.length, parts);
    },
    now: () => clock.now(),
    wait: (ms) => stopping.wait(ms),
  };
}

function keepFailure(message: string, count: number, parts: ReaderParts): void {
  const { mapping, where, queues, checkpoints, clock, log } = parts;
  const queue = queues.find(({ arn }) => arn === mapping.onFailureArn);
  if (queue) {
    const held = checkpoints.sendMessage(queue.arn, message, clock.now());
    log.error(
      'event source',
      `${where}: gave up ${counted(count)}; queue ${queue.queueName} holds ${held} message(s)`,
    );
  } else {
    const target = mapping.onFailureArn
      ? `${mapping.onFailureArn} is not played here`
      : 'no destination';
    log.error('event source', `${where}: gave up ${counted(count)}, ${target}: ${message}`);
  }
}

const counted = (records: number): string => `${records} record${records === 1 ? '' : 's'}`;
