import type { Shard } from '@aws-sdk/client-dynamodb-streams';
import type { ShardKey } from './checkpoints.ts';
import { type ReaderParts, readShard } from './shard-reader.ts';

const LOOK_AGAIN = 5_000; // 5 seconds between looks at the list of shards
const AFTER_ERROR = 500; // half a second before a new try

/**
 * Follows the table's stream until everything stops: reads every shard, a child after its parent,
 * and goes over to a new stream when the table gets one.
 */
export async function followStream(
  tableName: string,
  around: Omit<ReaderParts, 'current'>,
): Promise<void> {
  const parts = { ...around, current: { streamArn: null as string | null } };
  const { client, stopping, log, where } = parts;
  const running = new Map<string, Promise<void>>();
  let complained = false;
  while (!stopping.now) {
    try {
      const streamArn = await client.streamOf(tableName);
      parts.current.streamArn = streamArn;
      if (streamArn !== null) {
        for (const key of await readyShards(streamArn, parts)) {
          const id = `${key.streamArn} ${key.shardId}`;
          if (running.has(id)) continue;
          const reading = keepReading(tableName, key, parts).finally(() => running.delete(id));
          running.set(id, reading);
        }
      }
      complained = false;
      await stopping.wait(LOOK_AGAIN);
    } catch (error) {
      // Once, not every half second while the engine is away.
      if (!complained) log.warn('event source', `${where}: ${String(error)}; trying again`);
      complained = true;
      await stopping.wait(AFTER_ERROR);
    }
  }
  await Promise.all(running.values());
}

/** Shards with something left, whose parents are done with. */
async function readyShards(streamArn: string, parts: ReaderParts): Promise<ShardKey[]> {
  const { client, checkpoints, where: mapping } = parts;
  const shards = await client.shards(streamArn);
  const keyOf = ({ ShardId = '' }: Shard): ShardKey => ({ mapping, streamArn, shardId: ShardId });
  const open = shards.filter((shard) => !checkpoints.read(keyOf(shard)).finished);
  const openIds = new Set(open.map(({ ShardId }) => ShardId));
  return open.filter(({ ParentShardId }) => !openIds.has(ParentShardId)).map(keyOf);
}

/** Reads on after errors: expired iterators and an engine that restarts. */
async function keepReading(tableName: string, key: ShardKey, parts: ReaderParts): Promise<void> {
  const { client, mapping, checkpoints, stopping, clock, log, where } = parts;
  const firstSeen = checkpoints.firstSeen(where, key.streamArn, clock.now());
  const since = mapping.startingPosition === 'LATEST' ? firstSeen : 0;
  let complained = false;
  while (!stopping.now) {
    try {
      await readShard(key, since, parts);
      return;
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name === 'TrimmedDataAccessException') {
        log.warn('event source', `${where}: records older than the stream keeps are lost`);
        return;
      }
      // The stream is gone: the table was made anew.
      const current = await client.streamOf(tableName).catch(() => key.streamArn);
      if (current !== key.streamArn) return;
      if (name !== 'ExpiredIteratorException' && !complained) {
        log.warn('event source', `${where}: ${String(error)}; trying again`);
        complained = true;
      }
      await stopping.wait(AFTER_ERROR);
    }
  }
}
