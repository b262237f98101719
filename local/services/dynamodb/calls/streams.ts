import { randomUUID } from 'node:crypto';
import type { ApiOutput } from '../api-client.ts';
import { ApiException } from '../api-exception.ts';
import { recordOf, type CallInput } from '../request-context.ts';
import { listOf } from '../rules/call-parts.ts';
import { exceptionOf } from '../rules/refusal.ts';
import type { TableCall } from '../table-calls.ts';
import type { Arns } from './arns.ts';
import type { Send } from './types.ts';

/** Members that name a stream. */
const NAMES = ['StreamArn', 'ExclusiveStartStreamArn'] as const;

/** Whether a call names a stream. */
export const namesStream = (input: CallInput): boolean =>
  NAMES.some((member) => typeof input[member] === 'string');

/** The call with the engine's own ARNs of streams. */
export function streamNames(arns: Arns, call: TableCall): (input: CallInput) => Promise<CallInput> {
  const inward = async (streamArn: string): Promise<string> => {
    const TableName = arns.tableOfStream(streamArn);
    if (TableName === null) return streamArn;
    try {
      const { Table } = await call('DescribeTable', { TableName });
      const latest = Table?.LatestStreamArn ?? streamArn;
      return arns.outward(latest) === streamArn ? latest : streamArn;
    } catch (error) {
      // That a table is gone is for the stream's own call to tell.
      if (error instanceof ApiException) return streamArn;
      throw error;
    }
  };
  return async (input) => {
    const changed: Record<string, unknown> = { ...input };
    for (const member of NAMES) {
      const arn = input[member];
      if (typeof arn === 'string') changed[member] = await inward(arn);
    }
    return changed;
  };
}

/**
 * The answer without the shard that it is to begin behind, which Dynoxide gives again.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
 */
export function behindStart(
  { ExclusiveStartShardId: start }: CallInput,
  output: ApiOutput,
): ApiOutput {
  if (typeof start !== 'string') return output;
  const StreamDescription = recordOf(output.StreamDescription);
  const shards = listOf(StreamDescription.Shards);
  const at = shards.findIndex((shard) => recordOf(shard).ShardId === start);
  if (at < 0) return output;
  return { ...output, StreamDescription: { ...StreamDescription, Shards: shards.slice(at + 1) } };
}

/**
 * Dynoxide gives an iterator for any name of a shard.
 * @throws ApiException ResourceNotFoundException
 */
export async function requireShard({ StreamArn, ShardId }: CallInput, send: Send): Promise<void> {
  // What is no text the engine behind refuses.
  if (typeof ShardId !== 'string' || typeof StreamArn !== 'string') return;
  let last: unknown;
  do {
    const described = await send('DescribeStream', {
      StreamArn,
      ...(last !== undefined && { ExclusiveStartShardId: last }),
    });
    const { Shards, LastEvaluatedShardId } = recordOf(described.StreamDescription);
    if (listOf(Shards).some((shard) => recordOf(shard).ShardId === ShardId)) return;
    last = LastEvaluatedShardId;
  } while (typeof last === 'string');
  throw exceptionOf(NO_SHARD, randomUUID());
}

const NO_SHARD = {
  type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
  message: 'Requested resource not found: Shard does not exist',
};
