import { describe, expect, test } from 'vitest';
import {
  deliver,
  type DeliveryPorts,
  failureMessage,
} from '../../../../services/lambda/event-sources/deliver.ts';
import type { StreamRecord } from '../../../../services/lambda/event-sources/stream-record.ts';
import type { InvokeResult } from '../../../../services/lambda/index.ts';

const NOW = 1_795_464_000_000;

function record(number: number, ageSeconds = 0): StreamRecord {
  return {
    eventID: String(number),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: NOW / 1_000 - ageSeconds,
      SequenceNumber: String(number),
      SizeBytes: 1,
      StreamViewType: 'KEYS_ONLY',
    },
    eventSourceARN: 'arn',
  };
}

const rules = {
  bisectBatchOnFunctionError: false,
  maximumRetryAttempts: 2,
  maximumRecordAgeInSeconds: -1,
  reportBatchItemFailures: false,
};
const threw: InvokeResult = { ok: false, error: { errorType: 'Error', errorMessage: 'no' } };
const numbers = (records: readonly StreamRecord[]): string =>
  records.map(({ dynamodb }) => dynamodb.SequenceNumber).join(',');

/** Runs a delivery; `answer` is the function. The story is what happened, in order. */
async function story(
  records: readonly StreamRecord[],
  change: Partial<typeof rules>,
  answer: (numbers: string, call: number) => InvokeResult | object | null,
): Promise<string[]> {
  const told: string[] = [];
  let call = 0;
  const ports: DeliveryPorts = {
    invoke(event) {
      call += 1;
      const batch = numbers(event.Records);
      told.push(`invoke ${batch}`);
      const payload = answer(batch, call);
      return Promise.resolve(payload !== null && 'ok' in payload ? payload : { ok: true, payload });
    },
    done: (last) => void told.push(`done ${last.dynamodb.SequenceNumber}`),
    giveUp: (given, condition, invocations) =>
      void told.push(`give up ${numbers(given)} ${condition} ${invocations}`),
    failed: () => undefined,
    now: () => NOW,
    wait: (ms) => {
      told.push(`wait ${ms}`);
      return Promise.resolve(told.length < 60);
    },
  };
  await deliver(records, { ...rules, ...change }, ports);
  return told;
}

const three = [record(1), record(2), record(3)];

describe('whole batches', () => {
  test('function succeeds: the batch is done', async () => {
    expect(await story(three, {}, () => null)).toEqual(['invoke 1,2,3', 'done 3']);
  });

  test('function fails once: the same batch comes again after a pause', async () => {
    expect(await story(three, {}, (_batch, call) => (call === 1 ? threw : null))).toEqual([
      'invoke 1,2,3',
      'wait 250',
      'invoke 1,2,3',
      'done 3',
    ]);
  });

  test('function keeps failing: given up after the retries, with growing pauses', async () => {
    expect(await story(three, {}, () => threw)).toEqual([
      'invoke 1,2,3',
      'wait 250',
      'invoke 1,2,3',
      'wait 500',
      'invoke 1,2,3',
      'give up 1,2,3 RetryAttemptsExhausted 3',
      'done 3',
    ]);
  });

  test('MaximumRetryAttempts 0: given up at the first failure', async () => {
    expect(await story(three, { maximumRetryAttempts: 0 }, () => threw)).toEqual([
      'invoke 1,2,3',
      'give up 1,2,3 RetryAttemptsExhausted 1',
      'done 3',
    ]);
  });

  test('MaximumRetryAttempts -1: tried until everything stops, 10 seconds apart at most', async () => {
    const told = await story(three, { maximumRetryAttempts: -1 }, () => threw);
    expect(told.filter((line) => line.startsWith('give up'))).toEqual([]);
    expect(told.at(-1)).toBe('wait 10000');
  });
});

describe('bisecting', () => {
  const change = { bisectBatchOnFunctionError: true, maximumRetryAttempts: 1 };

  test('poison record: is singled out and given up, the others are delivered in order', async () => {
    const poison = (batch: string) => (batch.split(',').includes('2') ? threw : null);
    expect(await story([...three, record(4)], change, poison)).toEqual([
      'invoke 1,2,3,4',
      'wait 250',
      'invoke 1,2',
      'wait 250',
      'invoke 1',
      'done 1',
      'invoke 2',
      'wait 250',
      'invoke 2',
      'give up 2 RetryAttemptsExhausted 4',
      'done 2',
      'invoke 3,4',
      'done 4',
    ]);
  });
});

describe('ReportBatchItemFailures', () => {
  const change = { reportBatchItemFailures: true };
  const failing = (...ids: unknown[]) => ({
    batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
  });

  test.each([null, {}, { batchItemFailures: [] }, { batchItemFailures: null }])(
    'answer %j: complete success',
    async (answer) => {
      expect(await story(three, change, () => answer)).toEqual(['invoke 1,2,3', 'done 3']);
    },
  );

  test('failed items: those before the first are done, from it on they come again', async () => {
    const answer = (_batch: string, call: number) => (call === 1 ? failing('3', '2') : failing());
    expect(await story(three, change, answer)).toEqual([
      'invoke 1,2,3',
      'done 1',
      'wait 250',
      'invoke 2,3',
      'done 3',
    ]);
  });

  test.each([[''], [null], ['unknown']])(
    'item identifier %j: complete failure',
    async (identifier) => {
      const answer = (_batch: string, call: number) =>
        call === 1 ? failing(identifier) : failing();
      expect(await story(three, change, answer)).toEqual([
        'invoke 1,2,3',
        'wait 250',
        'invoke 1,2,3',
        'done 3',
      ]);
    },
  );

  test('with bisecting: a record that keeps failing does not block those behind it', async () => {
    const answer = (batch: string) => (batch.split(',').includes('2') ? failing('2') : null);
    const both = { ...change, bisectBatchOnFunctionError: true, maximumRetryAttempts: 1 };
    const told = await story([...three, record(4)], both, answer);
    expect(told.filter((line) => line.startsWith('give up'))).toEqual([
      expect.stringMatching(/^give up 2 RetryAttemptsExhausted/),
    ]);
    expect(told.at(-1)).toBe('done 4');
  });

  test('switched off: the answer says nothing', async () => {
    expect(await story(three, {}, () => failing('1'))).toEqual(['invoke 1,2,3', 'done 3']);
  });
});

describe('MaximumRecordAgeInSeconds', () => {
  test('older records: are given up before the function is called', async () => {
    const records = [record(1, 120), record(2, 61), record(3, 59)];
    expect(await story(records, { maximumRecordAgeInSeconds: 60 }, () => null)).toEqual([
      'give up 1,2 RecordAgeExceeded 0',
      'done 2',
      'invoke 3',
      'done 3',
    ]);
  });
});

describe('failureMessage', () => {
  test('on-failure destination: gets AWS’s metadata, not the records', () => {
    const message = failureMessage({
      mapping: { functionArn: 'arn:fn' },
      shard: { shardId: 'shardId-1', streamArn: 'arn:stream' },
      records: three,
      condition: 'RetryAttemptsExhausted',
      invocations: 3,
      now: NOW,
    });
    expect(JSON.parse(message)).toEqual({
      requestContext: {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        functionArn: 'arn:fn',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 3,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: '2026-11-23T20:00:00.000Z',
      DDBStreamBatchInfo: {
        shardId: 'shardId-1',
        startSequenceNumber: '1',
        endSequenceNumber: '3',
        approximateArrivalOfFirstRecord: '2026-11-23T20:00:00Z',
        approximateArrivalOfLastRecord: '2026-11-23T20:00:00Z',
        batchSize: 3,
        streamArn: 'arn:stream',
      },
    });
  });
});
