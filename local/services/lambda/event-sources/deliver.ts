import { randomUUID } from 'node:crypto';
import type { EventSourceMapping } from '../../../assembly/model.ts';
import type { InvokeResult } from '../types.ts';
import type { ShardKey } from './checkpoints.ts';
import type { StreamRecord } from './stream-record.ts';

/** Why records are given up, in AWS's words. */
export type GiveUpCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** What delivery needs around it. */
export interface DeliveryPorts {
  invoke(event: { readonly Records: readonly StreamRecord[] }): Promise<InvokeResult>;
  /** These and all before them are done with. */
  done(last: StreamRecord): void;
  giveUp(records: readonly StreamRecord[], condition: GiveUpCondition, invocations: number): void;
  failed(records: readonly StreamRecord[], error: string, invocations: number): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** False when the wait was cut short because everything stops. */
  wait(ms: number): Promise<boolean>;
}

type Rules = Pick<
  EventSourceMapping,
  | 'bisectBatchOnFunctionError'
  | 'maximumRetryAttempts'
  | 'maximumRecordAgeInSeconds'
  | 'reportBatchItemFailures'
>;

interface Job {
  readonly records: readonly StreamRecord[];
  /** Counted against MaximumRetryAttempts; splitting a batch is not. */
  readonly attempts: number;
  readonly invocations: number;
}

const FIRST_BACK_OFF = 250; // 250 ms, doubled with each attempt
const LAST_BACK_OFF = 10_000; // 10 seconds

/**
 * Brings a batch to its function in order, with the mapping's retries, splits and age limit.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 * @returns false when it stopped half-way because everything stops
 */
export async function deliver(
  batch: readonly StreamRecord[],
  rules: Rules,
  ports: DeliveryPorts,
): Promise<boolean> {
  const jobs: Job[] = [{ records: batch, attempts: 0, invocations: 0 }];
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const fresh = withoutExpired(job, rules, ports);
    if (fresh.records.length === 0) continue;
    const result = await ports.invoke({ Records: fresh.records });
    const failedAt = firstFailure(result, fresh.records, rules.reportBatchItemFailures);
    const last = failedAt === null ? fresh.records.at(-1) : fresh.records[failedAt - 1];
    if (last) ports.done(last);
    if (failedAt === null) continue;
    const invocations = job.invocations + 1;
    ports.failed(fresh.records.slice(failedAt), reasonOf(result), invocations);
    const again = nextJobs(fresh, failedAt, rules, ports);
    jobs.unshift(...again);
    const pause = Math.min(FIRST_BACK_OFF * 2 ** fresh.attempts, LAST_BACK_OFF);
    if (again.length > 0 && !(await ports.wait(pause))) return false;
  }
  return true;
}

/** What remains to be tried after a failure; gives up what has had all its attempts. */
function nextJobs(job: Job, failedAt: number, rules: Rules, ports: DeliveryPorts): Job[] {
  const records = job.records.slice(failedAt);
  const invocations = job.invocations + 1;
  // Some were done: the rest is a new batch at its first failure.
  if (failedAt > 0 && rules.maximumRetryAttempts !== 0) {
    return [{ records, attempts: 1, invocations: 1 }];
  }
  if (rules.bisectBatchOnFunctionError && records.length > 1) {
    const middle = Math.ceil(records.length / 2);
    return [records.slice(0, middle), records.slice(middle)].map((half) => {
      return { records: half, attempts: job.attempts, invocations };
    });
  }
  const attempts = job.attempts + 1;
  if (rules.maximumRetryAttempts >= 0 && attempts > rules.maximumRetryAttempts) {
    giveUp(records, 'RetryAttemptsExhausted', invocations, ports);
    return [];
  }
  return [{ records, attempts, invocations }];
}

function withoutExpired(job: Job, rules: Rules, ports: DeliveryPorts): Job {
  if (rules.maximumRecordAgeInSeconds < 0) return job;
  const oldest = ports.now() / 1_000 - rules.maximumRecordAgeInSeconds;
  const isExpired = ({ dynamodb }: StreamRecord): boolean =>
    dynamodb.ApproximateCreationDateTime < oldest;
  // Records are in order of time.
  const firstFresh = job.records.findIndex((record) => !isExpired(record));
  const expired = firstFresh < 0 ? job.records : job.records.slice(0, firstFresh);
  if (expired.length > 0) giveUp(expired, 'RecordAgeExceeded', job.invocations, ports);
  return { ...job, records: job.records.slice(expired.length) };
}

function giveUp(
  records: readonly StreamRecord[],
  condition: GiveUpCondition,
  invocations: number,
  ports: DeliveryPorts,
): void {
  ports.giveUp(records, condition, invocations);
  const last = records.at(-1);
  if (last) ports.done(last);
}

/** Index of the first record that is not done, null when all are. */
function firstFailure(
  result: InvokeResult,
  records: readonly StreamRecord[],
  reportsItems: boolean,
): number | null {
  if (!result.ok) return 0;
  if (!reportsItems) return null;
  const { payload } = result;
  if (typeof payload !== 'object' || payload === null) return null;
  const failures = (payload as Record<string, unknown>)['batchItemFailures'] ?? [];
  // An answer that cannot be read is a failure of the whole batch, as in AWS.
  if (!Array.isArray(failures)) return 0;
  const indexes = failures.map((failure: unknown) => {
    const id =
      typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure
        ? failure.itemIdentifier
        : null;
    return records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === id);
  });
  if (indexes.length === 0) return null;
  return Math.max(0, Math.min(...indexes));
}

const reasonOf = (result: InvokeResult): string =>
  result.ok ? 'it reported failed items' : result.error.errorType;

/**
 * What AWS sends to an on-failure destination: where the records are, and to S3 the records too.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function failureMessage(options: {
  readonly mapping: Pick<EventSourceMapping, 'functionArn'> &
    Partial<Pick<EventSourceMapping, 'onFailureArn'>>;
  /** By the names the engine has for them: whoever reads the records again asks with these. */
  readonly shard: Pick<ShardKey, 'shardId' | 'streamArn'>;
  readonly records: readonly StreamRecord[];
  readonly condition: GiveUpCondition;
  readonly invocations: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}): string {
  const { mapping, shard, records, condition, invocations, now } = options;
  const isForS3 = mapping.onFailureArn?.split(':')[2] === 's3';
  const arrival = (record: StreamRecord | undefined): string =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1_000)
      .toISOString()
      .replace('.000Z', 'Z');
  return JSON.stringify({
    requestContext: {
      requestId: randomUUID(),
      functionArn: mapping.functionArn,
      condition,
      approximateInvokeCount: invocations,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: shard.shardId,
      startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(records[0]),
      approximateArrivalOfLastRecord: arrival(records.at(-1)),
      batchSize: records.length,
      streamArn: shard.streamArn,
    },
    // The event as text in the text.
    ...(isForS3 && { payload: JSON.stringify({ Records: records }) }),
  });
}
