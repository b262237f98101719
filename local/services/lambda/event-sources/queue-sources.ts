import type { LambdaFunction, Queue, QueueMapping } from '../../../assembly/model.ts';
import type { Iam } from '../../../aws/iam/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { LocalError } from '../../../shared/errors.ts';
import type { Log } from '../../../shared/log.ts';
import type { Service } from '../../../shared/service.ts';
import type { QueueReader } from '../../sqs/index.ts';
import { refusalToReceive } from '../access.ts';
import type { InvokeResult, LambdaHost } from '../types.ts';
import type { Tracer } from '../../../tracing/index.ts';
import { toQueueRecord } from './queue-record.ts';
import { createStopping, type Stopping } from './stopping.ts';
import { tracedBatch } from './traced-batch.ts';

interface QueueSourceOptions {
  readonly queues: readonly Queue[];
  readonly functions: readonly Pick<LambdaFunction, 'arn' | 'timeout'>[];
  readonly reader: QueueReader;
  readonly lambda: LambdaHost;
  /** What the functions may do. @default - everything */
  readonly iam?: Iam;
  readonly region: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Remembers each batch. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

interface Source {
  readonly mapping: QueueMapping;
  readonly queue: Queue;
}

const PAUSE = 200; // 200 ms between looks
const STOP_PATIENCE = 3_000; // 3 seconds for the invocations under way
const AT_ONCE = 5; // where the mapping sets no limit

/**
 * Event sources of SQS: they invoke functions with messages. What a function did is deleted; what it failed with is
 * visible again when the queue's visibility timeout is over.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function createQueueSources(
  mappings: readonly QueueMapping[],
  options: QueueSourceOptions,
): Service {
  let session: { readonly stopping: Stopping; readonly loops: Promise<unknown> } | null = null;
  const stop = async (): Promise<void> => {
    if (!session) return;
    const { stopping, loops } = session;
    session = null;
    stopping.stop();
    const patience = new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE).unref());
    await Promise.race([loops, patience]);
    stopping.close();
  };
  const start = (): Promise<void> => {
    if (session) return Promise.resolve();
    const sources = mappings.map((mapping) => sourceOf(mapping, options));
    const stopping = createStopping(options.clock);
    const enabled = sources.filter(({ mapping }) => mapping.enabled);
    const loops = enabled.map((source) => follow(source, options, stopping));
    session = { stopping, loops: Promise.all(loops) };
    return Promise.resolve();
  };
  return {
    name: 'queue event sources',
    start,
    stop,
    pause: stop,
    resume: start,
    async reset() {
      await stop();
      await start();
    },
  };
}

/** AWS looks when the event source is made, whether it is enabled or not. */
function sourceOf(mapping: QueueMapping, options: QueueSourceOptions): Source {
  const { queueArn, functionArn } = mapping;
  const queue = options.queues.find(({ arn }) => arn === queueArn);
  const lambda = options.functions.find(({ arn }) => arn === functionArn);
  const refuse = (why: string): LocalError =>
    new LocalError('ERR_FUNCTION', `${mapping.stackName}/${mapping.logicalId}: ${why}`);
  if (!queue) throw refuse(`no queue of this app is ${queueArn}.`);
  const { visibilityTimeout = 30 } = queue;
  if (lambda && visibilityTimeout < lambda.timeout) {
    throw refuse(
      `Queue visibility timeout: ${visibilityTimeout} seconds is less than Function timeout: ${lambda.timeout} seconds`,
    );
  }
  const permissions = options.iam?.ofFunction(functionArn);
  const refusal = permissions ? refusalToReceive(permissions, queueArn) : null;
  if (refusal !== null) throw refuse(refusal);
  return { mapping, queue };
}

/** Until everything stops; waits for the invocations under way then. */
async function follow(
  source: Source,
  options: QueueSourceOptions,
  stopping: Stopping,
): Promise<void> {
  const { mapping, queue } = source;
  const most = mapping.maximumConcurrency ?? AT_ONCE;
  const underWay = new Set<Promise<void>>();
  while (!stopping.now) {
    const messages =
      underWay.size < most ? options.reader.receive(queue, Math.min(mapping.batchSize, 10)) : [];
    if (messages.length > 0) {
      const run = deliver(source, messages, options, stopping).finally(() => underWay.delete(run));
      underWay.add(run);
    } else await stopping.wait(PAUSE);
  }
  await Promise.all(underWay);
}

async function deliver(
  { mapping, queue }: Source,
  messages: ReturnType<QueueReader['receive']>,
  { reader, lambda, region, log, tracer }: QueueSourceOptions,
  stopping: Stopping,
): Promise<void> {
  const Records = messages.map((message) => toQueueRecord(message, queue.arn, region));
  const where = `${mapping.stackName}/${mapping.logicalId}`;
  const writers = messages.flatMap(({ id }) => tracer?.messages.get(id) ?? []);
  const batch = { kind: 'queue', where, writers, event: { Records } } as const;
  const result = await tracedBatch(tracer, batch, () =>
    lambda.invoke(mapping.functionArn, { Records }),
  );
  // What is under way when everything stops comes again: at least once.
  if (stopping.closed) return;
  const failed = failedMessages(result, mapping);
  for (const { id, receiptHandle } of messages) {
    if (failed !== 'all' && !failed.has(id)) reader.delete(queue, receiptHandle);
  }
  const count = failed === 'all' ? messages.length : failed.size;
  if (count > 0) {
    log.warn('event source', `${where}: ${count} of ${messages.length} message(s) failed`);
  }
}

/** Ids that are not done. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
function failedMessages(
  result: InvokeResult,
  { reportBatchItemFailures }: QueueMapping,
): ReadonlySet<string> | 'all' {
  if (!result.ok) return 'all';
  if (!reportBatchItemFailures) return new Set();
  const { payload } = result;
  if (typeof payload !== 'object' || payload === null) return new Set();
  const failures = (payload as Record<string, unknown>)['batchItemFailures'] ?? [];
  if (!Array.isArray(failures)) return 'all';
  const ids = failures.map((failure: unknown) =>
    typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure
      ? failure.itemIdentifier
      : null,
  );
  const named = ids.filter((id) => typeof id === 'string' && id !== '');
  return named.length === ids.length ? new Set(named as string[]) : 'all';
}
