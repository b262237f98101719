import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';
import { idOf, isOfProfile } from '../../functions/lib/record-change.ts';
import { AWS_LIMITS } from '../../functions/lib/aws-limits.ts';
import { settle } from './dead-letters.ts';
import { UsageError } from './errors.ts';
import type { FailedBatch } from './failed-changes.ts';
import { openFailedChanges } from './failed-changes.ts';
import { createHandOver, type HandedOver } from './hand-over.ts';
import { INTERRUPTED, untilAborted } from './interruption.ts';
import { nameOf, readerOf } from './reader-names.ts';
import type { Target } from './target.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

interface Replayed {
  readonly outcome: HandedOver['outcome'] | 'waits for an earlier change';
  readonly functionArn: string;
}

/**
 * Hands the changes that readers of the stream gave up to their functions once more, oldest first, and
 * prints what came of each. What is done is removed, with the messages that tell of it; what fails stays
 * for the next time. Answers the exit code.
 * @param signal ends it after the batch under way
 */
export async function replay(
  target: Target,
  { out, err }: Terminal,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  const { failed, config } = target;
  if (!failed) {
    throw new UsageError(
      'replay finds the changes by the outputs of the stack: use --stack NAME, or the local system. ' +
        'A stack without the output FailedChangesBucket must be deployed again first.',
    );
  }
  const clients = {
    // Host names for buckets are for AWS alone.
    s3: new S3Client({
      ...config,
      ...AWS_LIMITS.s3,
      forcePathStyle: config.endpoint !== undefined,
    }),
    lambda: new LambdaClient({ ...config, ...AWS_LIMITS.lambda }),
    sqs: new SQSClient({ ...config, ...AWS_LIMITS.sqs }),
  };
  const changes = openFailedChanges(clients.s3, failed.bucket);
  const replayOne = createReplay(target, clients.lambda);
  let done = 0;
  let left = 0;
  const unreadable = (key: string) => {
    left += 1;
    say(out, [key, 'is no record of Lambda: look at it and remove it'].join('\t'));
  };
  for await (const batch of untilAborted(changes.read(unreadable), signal)) {
    const { outcome, functionArn } = await replayOne(batch);
    if (outcome === 'done') {
      await changes.remove(batch);
      done += 1;
    } else left += 1;
    say(out, [nameOf(functionArn), usersOf(batch).join(' '), outcome].join('\t'));
  }
  for (const url of failed.queueUrls) await settle(clients.sqs, url, (key) => changes.has(key));
  say(err, `${done + left} failed batches, ${done} done`);
  if (signal.aborted) {
    say(err, 'Broken off: other batches stay. To go on, run the same again.');
    return INTERRUPTED;
  }
  return left === 0 ? 0 : 1;
}

/** Of users whose batch stays, later changes wait with it: a reader takes them in order. */
function createReplay(target: Target, lambda: LambdaClient) {
  const waiting = new Set<string>();
  const handOver = createHandOver(lambda, target.table);
  return async (batch: FailedBatch): Promise<Replayed> => {
    const { functionArn } = batch;
    const lanes = usersOf(batch).map((id) => `${readerOf(functionArn)} ${id}`);
    if (lanes.some((lane) => waiting.has(lane))) {
      for (const lane of lanes) waiting.add(lane);
      return { outcome: 'waits for an earlier change', functionArn };
    }
    const records = await withoutErased(target, batch.records.filter(isOfProfile));
    if (records.length === 0) return { outcome: 'done', functionArn };
    const replayed = await handOver(functionArn, records);
    if (replayed.outcome !== 'done') for (const lane of lanes) waiting.add(lane);
    return replayed;
  };
}

const usersOf = ({ records }: FailedBatch) => [...new Set(records.map(idOf))];

/** Without changes of people who have been deleted since: the history would tell of them again. */
async function withoutErased({ services }: Target, records: readonly DynamoDBRecord[]) {
  const kept: DynamoDBRecord[] = [];
  for (const record of records) {
    const isErased =
      record.eventName !== 'REMOVE' && (await services.repository.wasDeleted(idOf(record)));
    if (!isErased) kept.push(record);
  }
  return kept;
}
