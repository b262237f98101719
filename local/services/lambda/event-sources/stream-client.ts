import type { Shard } from '@aws-sdk/client-dynamodb-streams';
import { createApiClient } from '../../dynamodb/index.ts';
import type { WireRecord } from './stream-record.ts';

/** What the pollers ask of DynamoDB. */
export interface StreamClient {
  /** ARN of the table's stream as the engine knows it, or null while there is none. */
  streamOf(tableName: string): Promise<string | null>;
  shards(streamArn: string): Promise<readonly Shard[]>;
  /** Iterator behind a sequence number, from the oldest record with null. */
  iterator(streamArn: string, shardId: string, after: string | null): Promise<string>;
  records(
    iterator: string,
    limit: number,
  ): Promise<{ readonly records: readonly WireRecord[]; readonly next: string | null }>;
  close(): void;
}

/** The members that are read of the answers. */
interface TableAnswer {
  readonly Table?: { readonly LatestStreamArn?: string };
}
interface StreamAnswer {
  readonly StreamDescription?: {
    readonly Shards?: readonly Shard[];
    readonly LastEvaluatedShardId?: string;
  };
}
interface IteratorAnswer {
  readonly ShardIterator?: string;
}
interface RecordsAnswer {
  readonly Records?: readonly WireRecord[];
  readonly NextShardIterator?: string;
}

/** A client for the engine at this endpoint. */
export function createStreamClient(endpoint: string): StreamClient {
  const tables = createApiClient({ endpoint });
  const streams = createApiClient({ endpoint, api: 'DynamoDBStreams' });
  return {
    async streamOf(TableName) {
      const { Table }: TableAnswer = await tables.call('DescribeTable', { TableName });
      return Table?.LatestStreamArn ?? null;
    },
    async shards(StreamArn) {
      const found: Shard[] = [];
      let last: string | undefined;
      do {
        const { StreamDescription: page }: StreamAnswer = await streams.call('DescribeStream', {
          StreamArn,
          ExclusiveStartShardId: last,
        });
        found.push(...(page?.Shards ?? []));
        last = page?.LastEvaluatedShardId;
      } while (last !== undefined);
      return found;
    },
    async iterator(StreamArn, ShardId, after) {
      const { ShardIterator }: IteratorAnswer = await streams.call('GetShardIterator', {
        StreamArn,
        ShardId,
        ...(after === null
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }),
      });
      return ShardIterator ?? '';
    },
    async records(ShardIterator, Limit) {
      const answer: RecordsAnswer = await streams.call('GetRecords', { ShardIterator, Limit });
      return { records: answer.Records ?? [], next: answer.NextShardIterator ?? null };
    },
    close() {
      tables.close();
      streams.close();
    },
  };
}
