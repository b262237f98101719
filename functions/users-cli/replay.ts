import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import {
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { DynamoDBBatchResponse } from 'aws-lambda';
import { PROFILE } from '../lib/item.ts';
import type { DeadLetter } from './dead-letters.ts';
import { readDeadLetters } from './dead-letters.ts';
import type { ReplayFlags } from './options.ts';
import type { Target } from './target.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

type Outcome = 'done' | 'failed again' | 'the stream no longer has it: reconcile --fix';

/**
 * Hands the records that dead letters tell of to their functions once more, and prints what came of
 * it. Answers the exit code. The letters stay in their queue.
 */
export async function replay(
  target: Target,
  { file }: ReplayFlags,
  { out, err }: Terminal,
): Promise<number> {
  const streams = new DynamoDBStreamsClient(target.config);
  const lambda = new LambdaClient(target.config);
  let done = 0;
  const letters = readDeadLetters(file);
  for (const letter of letters) {
    const outcome = await replayOne(letter, { target, streams, lambda });
    if (outcome === 'done') done += 1;
    say(out, [letter.functionArn, letter.startSequenceNumber, outcome].join('\t'));
  }
  say(err, `${letters.length} letters, ${done} done`);
  return done === letters.length ? 0 : 1;
}

async function replayOne(
  letter: DeadLetter,
  clients: {
    readonly target: Target;
    readonly streams: DynamoDBStreamsClient;
    readonly lambda: LambdaClient;
  },
): Promise<Outcome> {
  try {
    const records = await readRecords(clients.streams, letter);
    const Records = await withoutErased(clients.target, records);
    return (await invoke(clients.lambda, letter, Records)) ? 'done' : 'failed again';
  } catch (error) {
    if (!(error instanceof TrimmedDataAccessException)) throw error;
    return 'the stream no longer has it: reconcile --fix';
  }
}

/** The records of users that the letter spans, oldest first. */
async function readRecords(streams: DynamoDBStreamsClient, letter: DeadLetter) {
  const { streamArn, shardId, startSequenceNumber } = letter;
  const begin = new GetShardIteratorCommand({
    ...{ StreamArn: streamArn, ShardId: shardId, SequenceNumber: startSequenceNumber },
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
  });
  const end = BigInt(letter.endSequenceNumber);
  const found: _Record[] = [];
  let next = (await streams.send(begin)).ShardIterator;
  while (next !== undefined) {
    const page = await streams.send(new GetRecordsCommand({ ShardIterator: next }));
    const records = page.Records ?? [];
    found.push(...records.filter((record) => sequenceOf(record) <= end));
    next = records.some((record) => sequenceOf(record) >= end) ? undefined : page.NextShardIterator;
  }
  return found.filter((record) => record.dynamodb?.Keys?.['sk']?.S === PROFILE);
}

const sequenceOf = ({ dynamodb }: _Record) => BigInt(dynamodb?.SequenceNumber ?? 0);

/** Without changes of people who have been deleted since: the history would tell of them again. */
async function withoutErased({ services }: Target, records: readonly _Record[]) {
  const kept: _Record[] = [];
  for (const record of records) {
    const id = (record.dynamodb?.Keys?.['pk']?.S ?? '').replace(/^USER#/u, '');
    const isErased = record.eventName !== 'REMOVE' && (await services.repository.wasDeleted(id));
    if (!isErased) kept.push(record);
  }
  return kept;
}

async function invoke(lambda: LambdaClient, letter: DeadLetter, records: readonly _Record[]) {
  if (records.length === 0) return true;
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName: letter.functionArn,
      Payload: JSON.stringify({ Records: records.map(toEventRecord) }),
    }),
  );
  if (FunctionError !== undefined) return false;
  const answer = JSON.parse(Payload?.transformToString() ?? 'null') as DynamoDBBatchResponse | null;
  return (answer?.batchItemFailures ?? []).length === 0;
}

/** In an event of Lambda times are in seconds. */
const toEventRecord = ({ dynamodb, ...record }: _Record) => ({
  ...record,
  dynamodb: {
    ...dynamodb,
    ApproximateCreationDateTime: Math.floor(
      (dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1000,
    ),
  },
});
