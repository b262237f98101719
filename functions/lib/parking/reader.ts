import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import type { Clock } from '../clock.ts';
import { readEnvironment } from '../environment.ts';
import type { Log } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { logHandled } from '../outcome.ts';
import type { TimedContext } from '../time-limit.ts';
import { ANSWER_MS, withinTimeOf } from '../time-limit.ts';
import type { RecordChange } from '../record-change.ts';
import { toChange } from '../record-change.ts';
import type { ReaderName } from './parked-changes.ts';
import { failedChange } from './failed-change.ts';
import { createParkedChanges } from './parked-changes.ts';
import type { Parking } from './parking.ts';
import { createParking } from './parking.ts';

interface ReaderParts {
  readonly name: ReaderName;
  readonly documents: DynamoDBDocumentClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

interface Reading {
  /** Takes a batch of the stream; without parking it answers what failed. */
  batch(event: DynamoDBStreamEvent, parking?: Parking): Promise<DynamoDBBatchResponse>;
  /** Takes one change that was set aside. */
  change(change: RecordChange): Promise<void>;
}

/** What `users replay` calls with: what fails is told to it, and stays where it is. */
type ReaderEvent = (DynamoDBStreamEvent & { readonly replay?: boolean }) | SQSEvent;

/** Makes the Lambda handler of a reader of the stream, which is fed from its queue too. */
export function createReader(parts: ReaderParts, reading: Reading) {
  let functionArn = '';
  let made: Parking | undefined;
  const parkingOf = () => (made ??= createParkingOf(parts, () => functionArn));
  return async (
    event: ReaderEvent,
    context: Pick<Context, 'invokedFunctionArn' | 'awsRequestId'> & TimedContext,
  ): Promise<DynamoDBBatchResponse | SQSBatchResponse> => {
    functionArn = context.invokedFunctionArn;
    const begun = performance.now();
    const answer = await withinTimeOf<DynamoDBBatchResponse | SQSBatchResponse>(
      context,
      ANSWER_MS,
      () =>
        isOfQueue(event)
          ? parkingOf().workOff(event.Records, (record) => reading.change(toChange(record)))
          : reading.batch(event, event.replay ? undefined : parkingOf()),
    );
    const { awsRequestId: requestId } = context;
    logHandled(
      parts.log,
      { field: parts.name, requestId, ms: performance.now() - begun },
      { records: event.Records.length, again: answer.batchItemFailures.length },
    );
    return answer;
  };
}

const isOfQueue = (event: ReaderEvent): event is SQSEvent =>
  (event.Records as readonly (DynamoDBRecord | SQSRecord)[]).some(
    ({ eventSource }) => eventSource === 'aws:sqs',
  );

function createParkingOf({ name, documents, ...around }: ReaderParts, arn: () => string): Parking {
  const { clock } = around;
  return createParking({
    ...around,
    reader: name,
    changes: createParkedChanges(documents, readEnvironment('PARKED_TABLE'), clock),
    wake: createWake(readEnvironment('PARKED_QUEUE_URL')),
    retries: Number(readEnvironment('PARKED_RETRIES')),
    async giveUp(record, attempts) {
      const functionName = readEnvironment('AWS_LAMBDA_FUNCTION_NAME');
      const given = { functionName, functionArn: arn(), record, attempts, now: clock.now() };
      await putObject(readEnvironment('FAILED_CHANGES_BUCKET'), failedChange(given));
      around.log.error('gave up a change', { attempts });
    },
  });
}

/** The SDK's clients are loaded when they are needed, which is hardly ever. */
function createWake(queueUrl: string) {
  const connect = async () => {
    const { connectQueue } = await import('./queue-client.ts');
    return connectQueue(queueUrl);
  };
  let connected: ReturnType<typeof connect> | undefined;
  return async (person: string, delaySeconds: number): Promise<void> => {
    const send = await (connected ??= connect());
    await send(person, delaySeconds);
  };
}

async function putObject(bucket: string, { key, body }: { key: string; body: string }) {
  const { putIntoBucket } = await import('./bucket-client.ts');
  await putIntoBucket(bucket, key, body);
}
