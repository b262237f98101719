import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FailedChanges, failedRuleName, KEPT } from './failed-changes.ts';
import { STREAM_READER_NAMES, type StreamReader } from './functions/stream-readers.ts';
import { ParkedChanges } from './parked-changes.ts';
import type { Stage } from './stage.ts';

interface KeptChangesProps {
  readonly stage: Stage;
  /** What they are encrypted with; null: AWS's. */
  readonly key: IKey | null;
  /** Name of the stack whose rules tell the queues of what was given up. */
  readonly toldBy: string;
}

/** Addresses of queues in one text, as functions and outputs are told them. */
export const urlsOf = (queues: Iterable<Queue>): string =>
  Array.from(queues, ({ queueUrl }) => queueUrl).join(' ');

/**
 * Where changes are that a reader of the stream has not carried out yet, or gave up, and the queues that tell
 * of them. They outlive the readers: whoever is made anew goes on with what the ones before set aside.
 */
export class KeptChanges extends Construct {
  /** What a reader gave up. */
  readonly failed: FailedChanges;
  /** What a reader tries again later. */
  readonly parked: ParkedChanges;
  /** What tells of what was given up. */
  readonly deadLetters: ReadonlyMap<StreamReader, Queue>;

  constructor(scope: Construct, id: string, { stage, key, toldBy }: KeptChangesProps) {
    super(scope, id);
    this.failed = new FailedChanges(this, 'failed-changes', { stage, key });
    this.parked = new ParkedChanges(this, 'parked-changes', {
      stage,
      readers: STREAM_READER_NAMES,
      key,
    });
    this.deadLetters = new Map(
      STREAM_READER_NAMES.map((name) => [name, this.createDeadLetters(name, toldBy)]),
    );
  }

  private createDeadLetters(name: StreamReader, toldBy: string): Queue {
    const queue = new Queue(this, `${name}-dead-letters`, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: KEPT,
    });
    const stack = Stack.of(this);
    // The rule comes later, in a stack that this one must know nothing of but its name.
    const rule = stack.formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: failedRuleName(toldBy, name),
    });
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnEquals: { 'aws:SourceArn': rule },
        },
      }),
    );
    return queue;
  }
}
