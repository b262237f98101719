import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as SdkRecord,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import { clientConfig } from '../../dynamodb/index.ts';

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
  ): Promise<{ readonly records: readonly SdkRecord[]; readonly next: string | null }>;
  close(): void;
}

/** A client for the engine at this endpoint. */
export function createStreamClient(endpoint: string): StreamClient {
  const tables = new DynamoDBClient(clientConfig(endpoint));
  const streams = new DynamoDBStreamsClient(clientConfig(endpoint));
  return {
    async streamOf(TableName) {
      const { Table } = await tables.send(new DescribeTableCommand({ TableName }));
      return Table?.LatestStreamArn ?? null;
    },
    async shards(StreamArn) {
      const found: Shard[] = [];
      let last: string | undefined;
      do {
        const { StreamDescription: page } = await streams.send(
          new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId: last }),
        );
        found.push(...(page?.Shards ?? []));
        last = page?.LastEvaluatedShardId;
      } while (last !== undefined);
      return found;
    },
    async iterator(StreamArn, ShardId, after) {
      const { ShardIterator } = await streams.send(
        new GetShardIteratorCommand({
          StreamArn,
          ShardId,
          ...(after === null
            ? { ShardIteratorType: 'TRIM_HORIZON' }
            : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }),
        }),
      );
      return ShardIterator ?? '';
    },
    async records(ShardIterator, Limit) {
      const answer = await streams.send(new GetRecordsCommand({ ShardIterator, Limit }));
      return { records: answer.Records ?? [], next: answer.NextShardIterator ?? null };
    },
    close() {
      tables.destroy();
      streams.destroy();
    },
  };
}
