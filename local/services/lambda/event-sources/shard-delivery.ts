import type { EventSourceMapping, Queue } from '../../../assembly/model.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import { destinationKey } from '../destination-key.ts';
import type { LambdaHost, PutObject } from '../types.ts';
import type { Tracer } from '../../../tracing/index.ts';
import { takeBatch } from './batches.ts';
import type { Checkpoints, ShardKey } from './checkpoints.ts';
import { deliver, type DeliveryPorts, failureMessage } from './deliver.ts';
import { laneOf } from './lane-of.ts';
import type { Stopping } from './stopping.ts';
import type { StreamRecord } from './stream-record.ts';
import { tracedBatch, writersOf } from './traced-batch.ts';

/** What delivering the records of one mapping needs. */
export interface DeliveryParts {
  readonly mapping: EventSourceMapping;
  /** `<stack>/<logical id>`. */
  readonly where: string;
  readonly queues: readonly Queue[];
  readonly putObject: PutObject;
  readonly lambda: LambdaHost;
  readonly checkpoints: Checkpoints;
  readonly stopping: Stopping;
  readonly clock: Clock;
  readonly log: Log;
  /** Whose stream it is; for the tracer. */
  readonly tableName: string;
  readonly tracer?: Tracer | undefined;
}

/** Records that wait for their batch; one batch of a lane is under way at a time. */
interface Lane {
  readonly buffer: StreamRecord[];
  /** Since when, in milliseconds since the epoch. */
  bufferedAt: number;
}

/** Records not done with, up to which a shard is read on while several lanes are at work. */
const READ_AHEAD = 1_000;

/**
 * The batches of a shard: as many at once as the mapping's ParallelizationFactor. Records of one
 * item share a lane and go in order.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 */
export class ShardDelivery {
  readonly #shard: ShardKey;
  readonly #parts: DeliveryParts;
  readonly #lanes: readonly Lane[];
  readonly #underWay = new Map<Lane, Promise<void>>();
  /** In the order of the stream. */
  readonly #open: { readonly sequenceNumber: string; done: boolean }[] = [];
  #seen: string | null = null;
  #isClosed = false;
  #isAbandoned = false;
  #failure: { readonly error: unknown } | null = null;

  constructor(shard: ShardKey, parts: DeliveryParts) {
    this.#shard = shard;
    this.#parts = parts;
    const length = Math.max(1, parts.mapping.parallelizationFactor);
    this.#lanes = Array.from({ length }, () => ({ buffer: [], bufferedAt: 0 }));
  }

  /** Takes the next records of the shard; those that are not wanted are done with. */
  add(records: readonly StreamRecord[], isWanted: (record: StreamRecord) => boolean): void {
    for (const record of records) {
      const { SequenceNumber: sequenceNumber } = record.dynamodb;
      this.#seen = sequenceNumber;
      if (!isWanted(record)) continue;
      this.#open.push({ sequenceNumber, done: false });
      const lane = this.#laneOf(record);
      if (lane.buffer.length === 0) lane.bufferedAt = this.#parts.clock.now();
      lane.buffer.push(record);
    }
    if (records.length > 0) this.#save();
  }

  /**
   * Begins the batches that are due, and waits while too much is under way.
   * @param isClosed no more records come: all batches are due
   */
  async deliverDue(isClosed: boolean): Promise<void> {
    this.#isClosed = isClosed;
    for (const lane of this.#lanes) this.#begin(lane);
    const most = this.#lanes.length === 1 ? 0 : READ_AHEAD;
    while (this.#underWay.size > 0 && this.#open.length > most) {
      await Promise.race(this.#underWay.values());
    }
    if (this.#failure) throw this.#failure.error;
  }

  /** Waits until everything is delivered. */
  async finish(): Promise<void> {
    await Promise.all(this.#underWay.values());
    if (this.#failure) throw this.#failure.error;
  }

  /** Lets no batch be tried again, and waits for the invocations under way. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true;
    await Promise.all(this.#underWay.values());
  }

  #laneOf({ dynamodb: { Keys } }: StreamRecord): Lane {
    const { length } = this.#lanes;
    return this.#lanes[laneOf(Keys ?? null, length)] as Lane;
  }

  #begin(lane: Lane): void {
    if (this.#underWay.has(lane) || !this.#isDue(lane)) return;
    const run = this.#run(lane)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#underWay.delete(lane));
    this.#underWay.set(lane, run);
  }

  async #run(lane: Lane): Promise<void> {
    const { mapping } = this.#parts;
    while (this.#isDue(lane)) {
      const batch = takeBatch(lane.buffer, mapping.batchSize);
      if (!(await deliver(batch, mapping, this.#portsFor(batch)))) return;
    }
  }

  #isDue({ buffer, bufferedAt }: Lane): boolean {
    const { mapping, clock } = this.#parts;
    if (this.#isAbandoned || this.#failure || buffer.length === 0) return false;
    const windowIsOver = clock.now() - bufferedAt >= mapping.maximumBatchingWindow * 1_000;
    return buffer.length >= mapping.batchSize || windowIsOver || this.#isClosed;
  }

  #portsFor(batch: readonly StreamRecord[]): DeliveryPorts {
    const { mapping, where, lambda, stopping, clock, log, tracer, tableName } = this.#parts;
    const left = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    return {
      invoke: (event) => {
        const writers = writersOf(tracer, tableName, event.Records);
        return tracedBatch(tracer, { kind: 'stream', where, writers, event }, () =>
          lambda.invoke(mapping.functionArn, event),
        );
      },
      done: ({ dynamodb }) => {
        const done = left.splice(0, left.indexOf(dynamodb.SequenceNumber) + 1);
        this.#markDone(new Set(done));
      },
      failed(records, reason, invocations) {
        log.warn(
          'event source',
          `${where}: ${counted(records.length)} failed (attempt ${invocations}): ${reason}`,
        );
      },
      giveUp: (records, condition, invocations) => {
        const about = { mapping, shard: this.#shard, records, condition, invocations };
        const message = failureMessage({ ...about, now: clock.now() });
        keepFailure(message, records.length, this.#shard, this.#parts);
      },
      now: () => clock.now(),
      wait: (ms) => (this.#isAbandoned ? Promise.resolve(false) : stopping.wait(ms)),
    };
  }

  #markDone(sequenceNumbers: ReadonlySet<string>): void {
    for (const position of this.#open) {
      if (sequenceNumbers.has(position.sequenceNumber)) position.done = true;
    }
    this.#save();
  }

  /** Keeps the position before which nothing is left to do. */
  #save(): void {
    const { checkpoints, stopping } = this.#parts;
    const next = this.#open.findIndex(({ done }) => !done);
    const done = this.#open.splice(0, next < 0 ? this.#open.length : next);
    const position = next < 0 ? this.#seen : done.at(-1)?.sequenceNumber;
    if (position && !stopping.closed) checkpoints.save(this.#shard, position);
  }
}

function keepFailure(
  message: string,
  count: number,
  { shardId }: ShardKey,
  parts: DeliveryParts,
): void {
  const { mapping, where, queues, putObject, checkpoints, clock, log } = parts;
  const key = destinationKey(`${mapping.id}/${shardId}`, clock.now());
  if (mapping.onFailureArn && putObject(mapping.onFailureArn, key, message)) {
    log.error('event source', `${where}: gave up ${counted(count)}; kept as ${key}`);
    return;
  }
  const queue = queues.find(({ arn }) => arn === mapping.onFailureArn);
  if (queue) {
    const held = checkpoints.sendMessage(queue.arn, message, clock.now());
    log.error(
      'event source',
      `${where}: gave up ${counted(count)}; queue ${queue.queueName} holds ${held} message(s)`,
    );
  } else {
    const target = mapping.onFailureArn
      ? `${mapping.onFailureArn} is not played here`
      : 'no destination';
    log.error('event source', `${where}: gave up ${counted(count)}, ${target}: ${message}`);
  }
}

const counted = (records: number): string => `${records} record${records === 1 ? '' : 's'}`;
