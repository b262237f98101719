import { Duration } from 'aws-cdk-lib';
import { TableV2, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { KEPT } from './failed-changes.ts';
import type { StreamReader } from './functions/stream-readers.ts';
import type { Stage } from './stage.ts';
import { tableSettings } from './table-settings.ts';

interface ParkedChangesProps {
  readonly stage: Stage;
  readonly readers: readonly StreamReader[];
  /** What they are encrypted with; null: AWS's. */
  readonly key: IKey | null;
}

/** Seconds. Longer than a reader may run: a message of one that died comes back to an expired lease. */
const HIDDEN = 90;

/** With pauses that grow to 4 minutes: about 12 hours. */
export const PARKED_RETRIES = 188;

/**
 * Where readers of the stream set aside the changes of a person whom they cannot serve now, so that
 * nobody else waits. Keys: a hash of reader and person, then `STATE` or `RECORD#<sequence number>`. A table
 * of its own, since the readers write it and have no business at most of the users' items. It holds
 * personal data.
 */
export class ParkedChanges extends Construct {
  readonly table: TableV2;
  /** What wakes a reader to work off what it set aside. */
  readonly queues: ReadonlyMap<StreamReader, Queue>;

  constructor(scope: Construct, id: string, { stage, readers, key }: ParkedChangesProps) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', tableSettings(stage, key));
    this.queues = new Map(readers.map((name) => [name, this.createQueue(name)]));
  }

  /**
   * Lets a reader set changes aside, and work them off when its queue wakes it.
   * @returns that queue
   */
  letPark(name: StreamReader, reader: Lambda): Queue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`No queue wakes ${name}`);
    allow(reader, this.table, ['BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query']);
    reader.addEnvironment('PARKED_TABLE', this.table.tableName);
    reader.addEnvironment('PARKED_QUEUE_URL', queue.queueUrl);
    reader.addEnvironment('PARKED_RETRIES', String(PARKED_RETRIES));
    const actions = ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
    reader.addToRolePolicy(
      new PolicyStatement({
        actions: actions.map((action) => `sqs:${action}`),
        resources: [queue.queueArn],
      }),
    );
    return queue;
  }

  /** Lets a function forget what a person changed. */
  letPurge(purger: Lambda): void {
    allow(purger, this.table, ['Query', 'DeleteItem']);
    purger.addEnvironment('PARKED_TABLE', this.table.tableName);
  }

  private createQueue(name: StreamReader): Queue {
    return new Queue(this, `${name}-queue`, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: KEPT,
      visibilityTimeout: Duration.seconds(HIDDEN),
    });
  }
}

function allow(lambda: Lambda, table: ITable, actions: readonly string[]): void {
  lambda.addToRolePolicy(
    new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [table.tableArn],
    }),
  );
}
