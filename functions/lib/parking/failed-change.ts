import { randomUUID } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';

/** An object of the bucket of failed changes. */
export interface FailedChange {
  readonly key: string;
  readonly body: string;
}

interface GivenUp {
  /** Name of the function that gave up. */
  readonly functionName: string;
  readonly functionArn: string;
  readonly record: DynamoDBRecord;
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * A change as Lambda itself would have kept it, so that one command reads both; only the key names the
 * function in the place of mapping and shard.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function failedChange(given: GivenUp): FailedChange {
  const { functionName, functionArn, record, attempts, now } = given;
  const { SequenceNumber, ApproximateCreationDateTime = 0 } = record.dynamodb ?? {};
  const arrival = new Date(ApproximateCreationDateTime * 1000).toISOString().replace('.000Z', 'Z');
  const timestamp = new Date(now).toISOString();
  const [date = '', time = ''] = timestamp.slice(0, 19).split('T');
  const name = `${date}T${time.replaceAll(':', '.')}-${randomUUID()}`;
  return {
    key: `aws/lambda/${functionName}/${date.replaceAll('-', '/')}/${name}`,
    body: JSON.stringify({
      requestContext: {
        requestId: randomUUID(),
        functionArn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: attempts,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp,
      DDBStreamBatchInfo: {
        startSequenceNumber: SequenceNumber,
        endSequenceNumber: SequenceNumber,
        approximateArrivalOfFirstRecord: arrival,
        approximateArrivalOfLastRecord: arrival,
        batchSize: 1,
        streamArn: record.eventSourceARN,
      },
      payload: JSON.stringify({ Records: [record] }),
    }),
  };
}
