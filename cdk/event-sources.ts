import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  StartingPosition,
  type Function as Lambda,
} from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { KEY_ATTRIBUTES, PROFILE } from '../model/keys.ts';
import type { FunctionGroup, FunctionName } from './functions/functions.ts';
import { STREAM_READER_NAMES, type StreamReader } from './functions/stream-readers.ts';
import { urlsOf, type KeptChanges } from './kept-changes.ts';

interface EventSourcesProps {
  readonly table: TableV2;
  readonly kept: KeptChanges;
  readonly functions: FunctionGroup<FunctionName>;
}

/**
 * Batches of a shard under way at once; the changes of one user share a lane and go in order. What fails
 * is set aside, so that its lane goes on. publish-changes has fewer: each batch moves the one item of
 * the counts in a transaction, and more of them at once would only meet each other.
 */
const LANES: Readonly<Record<StreamReader, number>> = { 'publish-changes': 4, 'sync-identity': 10 };

/** Event sources: each change of a user record invokes its readers, with retries; what they give up is kept and told of. */
export class EventSources extends Construct {
  constructor(scope: Construct, id: string, { table, kept, functions }: EventSourcesProps) {
    super(scope, id);
    for (const name of STREAM_READER_NAMES) {
      const reader = functions.get(name);
      this.readStream(name, table, kept, reader);
      this.workOff(name, kept.parked.letPark(name, reader), reader);
    }
    kept.parked.letPurge(functions.get('purge-user'));
    letCount(functions.get('change-backlog'), kept);
  }

  private readStream(name: StreamReader, table: TableV2, kept: KeptChanges, reader: Lambda): void {
    const { failed, deadLetters } = kept;
    const streamArn = streamArnOf(table);
    // Not grantStreamRead: it adds dynamodb:ListStreams on every table of the account.
    table.grantStream(
      reader,
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    );
    const mapping = new EventSourceMapping(this, name, {
      target: reader,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: LANES[name],
      filters: [
        FilterCriteria.filter({ dynamodb: { Keys: { [KEY_ATTRIBUTES.sort]: { S: [PROFILE] } } } }),
      ],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // Of what cannot even be set aside, as the function dies of it or its table is away.
      retryAttempts: 10,
      maxRecordAge: Duration.hours(12),
      onFailure: failed.asDestination(),
    });
    const queue = deadLetters.get(name);
    if (!queue) throw new Error(`No queue tells of what ${name} gave up`);
    failed.tell(name, queue, mapping, reader);
    reader.addEnvironment('FAILED_CHANGES_BUCKET', failed.bucket.bucketName);
  }

  private workOff(name: StreamReader, queue: Queue, reader: Lambda): void {
    new EventSourceMapping(this, `${name}-parked`, {
      target: reader,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      // Whoever is down for everybody is not to be flooded when it comes back.
      maxConcurrency: 2,
      reportBatchItemFailures: true,
    });
  }
}

/** Lets a function count what waits and what was given up. */
function letCount(counter: Lambda, kept: KeptChanges): void {
  const [parked, deadLetters] = [[...kept.parked.queues.values()], [...kept.deadLetters.values()]];
  counter.addEnvironment('PARKED_QUEUE_URLS', urlsOf(parked));
  counter.addEnvironment('DEAD_LETTER_QUEUE_URLS', urlsOf(deadLetters));
  counter.addToRolePolicy(
    new PolicyStatement({
      actions: ['sqs:GetQueueAttributes'],
      resources: [...parked, ...deadLetters].map(({ queueArn }) => queueArn),
    }),
  );
}

function streamArnOf(table: TableV2): string {
  if (!table.tableStreamArn) throw new Error('The Users table has no stream');
  return table.tableStreamArn;
}
