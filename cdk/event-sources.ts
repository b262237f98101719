import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  StartingPosition,
  type Function as Lambda,
} from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { KEY_ATTRIBUTES, PROFILE } from '../model/keys.ts';
import { FailedChanges, KEPT } from './failed-changes.ts';
import type { FunctionGroup, FunctionName } from './functions/functions.ts';
import { STREAM_READER_NAMES, type StreamReader } from './functions/stream-readers.ts';
import { ParkedChanges } from './parked-changes.ts';
import type { Stage } from './stage.ts';

interface EventSourcesProps {
  readonly stage: Stage;
  readonly table: TableV2;
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
  /** Where changes are kept that a reader could not take. */
  readonly failed: FailedChanges;
  /** What tells of them. */
  readonly deadLetters: ReadonlyMap<StreamReader, Queue>;
  /** What wakes them to work off what they set aside. */
  readonly parked: ReadonlyMap<StreamReader, Queue>;

  constructor(scope: Construct, id: string, { stage, table, functions }: EventSourcesProps) {
    super(scope, id);
    this.failed = new FailedChanges(this, 'failed-changes', { stage });
    const parked = new ParkedChanges(this, 'parked-changes', { stage });
    this.parked = new Map(
      STREAM_READER_NAMES.map((name) => [name, parked.serve(name, functions.get(name))]),
    );
    parked.letPurge(functions.get('purge-user'));
    this.deadLetters = new Map(
      STREAM_READER_NAMES.map((name) => [name, this.connect(name, table, functions.get(name))]),
    );
    this.letCount(functions.get('change-backlog'));
  }

  /** Lets a function count what waits and what was given up. */
  private letCount(counter: Lambda): void {
    const queuesOf = (queues: ReadonlyMap<StreamReader, Queue>) => [...queues.values()];
    const [parked, deadLetters] = [queuesOf(this.parked), queuesOf(this.deadLetters)];
    const urlsOf = (queues: readonly Queue[]) => queues.map(({ queueUrl }) => queueUrl).join(' ');
    counter.addEnvironment('PARKED_QUEUE_URLS', urlsOf(parked));
    counter.addEnvironment('DEAD_LETTER_QUEUE_URLS', urlsOf(deadLetters));
    counter.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:GetQueueAttributes'],
        resources: [...parked, ...deadLetters].map(({ queueArn }) => queueArn),
      }),
    );
  }

  private connect(name: StreamReader, table: TableV2, reader: Lambda): Queue {
    const deadLetters = new Queue(this, `${name}-dead-letters`, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: KEPT,
    });
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
      onFailure: this.failed.asDestination(),
    });
    this.failed.tell(deadLetters, mapping, reader);
    reader.addEnvironment('FAILED_CHANGES_BUCKET', this.failed.bucket.bucketName);
    return deadLetters;
  }
}

function streamArnOf(table: TableV2): string {
  if (!table.tableStreamArn) throw new Error('The Users table has no stream');
  return table.tableStreamArn;
}
