import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Queue, QueueMapping } from '../../../../assembly/model.ts';
import { createQueueSources, type InvokeResult } from '../../../../services/lambda/index.ts';
import { createQueues } from '../../../../services/sqs/index.ts';
import { createFakeClock, type FakeClock } from '../../../../testing/fake-clock.ts';
import { eventually } from '../../../../testing/eventually.ts';
import { codeFolder, recordingLog } from '../builders.ts';
import { cleanups } from '../../../../testing/cleanups.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:work';
const queue: Queue = {
  stackName: 'TestStack',
  logicalId: 'Jobs',
  queueName: 'jobs',
  arn: 'arn:aws:sqs:us-east-1:000000000000:jobs',
  url: 'http://127.0.0.1:4000/000000000000/jobs',
  visibilityTimeout: 60,
};
const mapping: QueueMapping = {
  stackName: 'TestStack',
  logicalId: 'Feed',
  functionArn,
  queueArn: queue.arn,
  batchSize: 10,
  maximumConcurrency: 2,
  reportBatchItemFailures: true,
  enabled: true,
};
const done: InvokeResult = { ok: true, payload: null };

interface MessageRecord {
  readonly messageId: string;
  readonly body: string;
}

let clock: FakeClock;
let queues: ReturnType<typeof createQueues>;
beforeEach(() => {
  clock = createFakeClock();
  const file = join(codeFolder({}), 'queues.sqlite');
  queues = createQueues([queue], { file, clock });
  cleanups.push(() => queues.stop());
});

/** Feeds the queue to a function that answers so; what it was called with, by body. */
async function feeding(
  answer: (records: readonly MessageRecord[]) => InvokeResult,
  change: Partial<QueueMapping> = {},
  timeout = 30,
) {
  const calls: MessageRecord[][] = [];
  const service = createQueueSources([{ ...mapping, ...change }], {
    queues: [queue],
    functions: [{ arn: functionArn, timeout }],
    reader: queues.reader,
    lambda: {
      invoke(_name, event) {
        const { Records } = event as { Records: MessageRecord[] };
        calls.push(Records);
        return Promise.resolve(answer(Records));
      },
    },
    region: 'us-east-1',
    clock,
    log: recordingLog(),
  });
  cleanups.push(() => service.stop());
  await service.start();
  return calls;
}

const look = () => {
  clock.advance(200);
};

const bodies = (calls: readonly MessageRecord[][]) =>
  calls.map((records) => records.map(({ body }) => body));

describe('a queue that feeds a function', () => {
  // https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
  test('messages: have the form that AWS gives them, and are gone when they are done', async () => {
    queues.send(queue.arn, 'Hello', { color: { DataType: 'String', StringValue: 'red' } });
    const calls = await feeding(() => done);
    await eventually(() => expect(calls).toHaveLength(1));
    expect(calls[0]).toEqual([
      {
        messageId: expect.stringMatching(/^[\da-f-]{36}$/),
        receiptHandle: expect.any(String),
        body: 'Hello',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: String(clock.now()),
          SenderId: '000000000000',
          ApproximateFirstReceiveTimestamp: String(clock.now()),
        },
        messageAttributes: {
          color: {
            stringValue: 'red',
            dataType: 'String',
            stringListValues: [],
            binaryListValues: [],
          },
        },
        // Of RFC 1321's algorithm: `printf Hello | md5sum`.
        md5OfBody: '8b1a9953c4611296a827abf8c47804d7',
        eventSource: 'aws:sqs',
        eventSourceARN: queue.arn,
        awsRegion: 'us-east-1',
      },
    ]);
    clock.advance(61_000);
    await eventually(() => expect(queues.reader.receive(queue, 10)).toEqual([]));
  });

  test('a function that fails: its messages come again when the visibility timeout is over', async () => {
    queues.send(queue.arn, 'a');
    const calls = await feeding(() => ({
      ok: false,
      error: { errorType: 'Error', errorMessage: '' },
    }));
    await eventually(() => expect(calls).toHaveLength(1));
    clock.advance(59_000);
    look();
    expect(calls).toHaveLength(1);
    clock.advance(2_000);
    await eventually(() => {
      look();
      expect(bodies(calls)).toEqual([['a'], ['a']]);
    });
  });

  test('failed messages of a batch: come again, the others do not', async () => {
    for (const body of ['a', 'b', 'c']) queues.send(queue.arn, body);
    const calls = await feeding((records) => ({
      ok: true,
      payload: {
        batchItemFailures: records
          .filter(({ body }) => body === 'b')
          .map(({ messageId }) => ({ itemIdentifier: messageId })),
      },
    }));
    await eventually(() => expect(bodies(calls)).toEqual([['a', 'b', 'c']]));
    clock.advance(61_000);
    await eventually(() => {
      look();
      expect(bodies(calls)).toEqual([['a', 'b', 'c'], ['b']]);
    });
  });

  test('a function that may run longer than messages are hidden is refused, in AWS’s words', async () => {
    await expect(feeding(() => done, {}, 61)).rejects.toThrow(
      'Queue visibility timeout: 60 seconds is less than Function timeout: 61 seconds',
    );
  });
});
