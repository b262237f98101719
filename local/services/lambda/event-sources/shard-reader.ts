import type { Clock } from '../../../shared/clock.ts';
import type { ShardKey } from './checkpoints.ts';
import type { EventPattern } from '../../../shared/event-pattern/index.ts';
import { type DeliveryParts, ShardDelivery } from './shard-delivery.ts';
import type { StreamClient } from './stream-client.ts';
import { type StreamRecord, toStreamRecord } from './stream-record.ts';

/** What reading a stream for one mapping needs. */
export interface ReaderParts extends DeliveryParts {
  /** Empty: every record. */
  readonly filters: readonly EventPattern[];
  readonly client: StreamClient;
  /** The stream that the table has now; readers of an earlier one end. */
  readonly current: { streamArn: string | null };
  readonly clock: Clock;
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
  const { mapping, client, checkpoints, stopping, current } = parts;
  const isOver = (): boolean => stopping.now || current.streamArn !== shard.streamArn;
  const delivery = new ShardDelivery(shard, parts);
  const { sequenceNumber } = checkpoints.read(shard);
  let iterator: string | null = await client.iterator(
    shard.streamArn,
    shard.shardId,
    sequenceNumber,
  );
  let pause = BUSY_PAUSE;
  try {
    while (iterator !== null && !isOver()) {
      const limit = Math.min(1_000, Math.max(100, mapping.batchSize));
      const page = await client.records(iterator, limit);
      iterator = page.next;
      const records = page.records.map((record) => toStreamRecord(record, mapping.eventSourceArn));
      delivery.add(records, (record) => isWanted(record, since, parts.filters));
      await delivery.deliverDue(iterator === null);
      if (records.length > 0) pause = BUSY_PAUSE;
      else if (iterator !== null) await stopping.wait(pause);
      if (records.length === 0) pause = Math.min(IDLE_PAUSE, pause + 10);
    }
    if (!isOver()) await delivery.finish();
  } finally {
    await delivery.abandon();
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
