import { DeleteItemCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { createEventSources, type InvokeResult } from '../../../../services/lambda/index.ts';
import { systemClock, type Clock } from '../../../../shared/clock.ts';
import { eventually } from '../../../../testing/eventually.ts';
import { recordingLog } from '../builders.ts';
import {
  feeding,
  mapping,
  put,
  query,
  receiver,
  streamArn,
  system,
  systemOfEachTest,
  table,
} from './harness.ts';

systemOfEachTest();

test('a stream that does not answer: is in the log once, with the URL and why', async () => {
  const log = recordingLog();
  await feeding([mapping()], receiver(), { dynamodbEndpoint: 'http://127.0.0.1:1', log });
  await eventually(() => expect(log.lines).not.toEqual([]));
  expect(log.lines[0]).toMatch(
    /^warn event source .*http:\/\/127\.0\.0\.1:1\/ failed: .*ECONNREFUSED.*; trying again$/,
  );
});

describe('events', () => {
  test('records: have the form that AWS gives them', async () => {
    const lambda = receiver();
    await put('USER#1', { photo: { B: Buffer.from('hi') }, n: { N: '5' } });
    const Key = { pk: { S: 'USER#1' }, sk: { S: 'PROFILE' } };
    await system.sdk.send(new DeleteItemCommand({ TableName: 'Users', Key }));
    await feeding([mapping()], lambda);
    await eventually(() => expect(lambda.records).toHaveLength(2));
    const image = { ...Key, photo: { B: 'aGk=' }, n: { N: '5' } };
    const common = {
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      eventSourceARN: streamArn,
    };
    const change = {
      ApproximateCreationDateTime: expect.closeTo(Date.now() / 1_000, -4), // seconds
      Keys: Key,
      SequenceNumber: expect.any(String),
      SizeBytes: expect.any(Number),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    };
    expect(lambda.records).toEqual([
      { ...common, eventName: 'INSERT', dynamodb: { ...change, NewImage: image } },
      { ...common, eventName: 'REMOVE', dynamodb: { ...change, OldImage: image } },
    ]);
  });

  test('changes: reach the function one after the other, as they happen', async () => {
    const lambda = receiver();
    await feeding([mapping()], lambda);
    await put('first');
    await eventually(() => expect(lambda.keys).toEqual(['first']));
    await put('second');
    await eventually(() => expect(lambda.keys).toEqual(['first', 'second']));
  });

  test('many changes: come in order, in batches of at most BatchSize', async () => {
    const lambda = receiver();
    const keys = Array.from({ length: 25 }, (_, index) => `k${index}`);
    for (const key of keys) await put(key);
    await feeding([mapping({ batchSize: 10 })], lambda);
    await eventually(() => expect(lambda.keys).toEqual(keys));
    expect(lambda.batches).toEqual([10, 10, 5]);
  });

  test('filters: a record that matches none of them is passed over', async () => {
    const lambda = receiver();
    const pattern = '{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"USER#"}]}}}}';
    await feeding([mapping({ filters: [pattern, '{"eventName":["REMOVE"]}'] })], lambda);
    await put('EMAIL#1');
    await put('USER#1');
    await eventually(() => expect(lambda.keys).toEqual(['USER#1']));
  });

  test('two mappings on one stream: do not hold each other up', async () => {
    const feed = receiver();
    const lambda = {
      invoke: (name: string, event: unknown) =>
        name.endsWith('stuck')
          ? Promise.resolve({ ok: false, error: { errorType: 'E', errorMessage: '' } } as const)
          : feed.invoke(name, event),
    };
    const stuck = mapping({ logicalId: 'Stuck', functionArn: 'stuck', maximumRetryAttempts: -1 });
    await feeding([stuck, mapping()], lambda);
    await put('a');
    await put('b');
    await eventually(() => expect(feed.keys).toEqual(['a', 'b']));
  });

  test('MaximumBatchingWindow: small changes are gathered', async () => {
    const lambda = receiver();
    let time = Date.now();
    let looks = 0;
    const clock: Clock = {
      now: () => time,
      after(ms, callback) {
        looks += 1; // the reader pauses after each look that found nothing
        return systemClock.after(ms, callback);
      },
    };
    const nextLooks = () => {
      const before = looks;
      return eventually(() => expect(looks).toBeGreaterThan(before + 1));
    };
    await feeding([mapping({ maximumBatchingWindow: 300 })], lambda, { clock });
    await put('a');
    await nextLooks();
    await put('b');
    await nextLooks();
    expect(lambda.keys).toEqual([]);
    time += 300_000;
    await eventually(() => expect(lambda.keys).toEqual(['a', 'b']));
    expect(lambda.batches).toEqual([2]);
  });

  test('disabled mapping: calls nothing', async () => {
    const off = receiver();
    const on = receiver();
    const lambda = {
      invoke: (name: string, event: unknown) =>
        name === 'off' ? off.invoke(name, event) : on.invoke(name, event),
    };
    await feeding([mapping({ functionArn: 'off', enabled: false }), mapping()], lambda);
    await put('a');
    await eventually(() => expect(on.keys).toEqual(['a']));
    expect(off.keys).toEqual([]);
  });
});

describe('failures', () => {
  test('record that keeps failing: goes to the queue, and the next one is delivered', async () => {
    const log = recordingLog();
    const good = receiver();
    const lambda = {
      invoke: (name: string, event: unknown): Promise<InvokeResult> =>
        JSON.stringify(event).includes('poison')
          ? Promise.resolve({ ok: false, error: { errorType: 'E', errorMessage: '' } })
          : good.invoke(name, event),
    };
    await feeding([mapping({ bisectBatchOnFunctionError: true })], lambda, { log });
    await put('poison');
    await put('fine');
    await eventually(() => expect(good.keys).toEqual(['fine']));
    const [message, ...others] = messages();
    expect(others).toEqual([]);
    // The stream as the engine knows it, so that the records can be asked for.
    const { Table } = await system.sdk.send(new DescribeTableCommand({ TableName: 'Users' }));
    expect(message).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1, streamArn: Table?.LatestStreamArn },
    });
    expect(log.lines).toContain(
      'error event source TestStack/Feed: gave up 1 record; queue dead-letters holds 1 message(s)',
    );
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
  test('record that keeps failing, for a bucket: is kept whole, its event as text in the text', async () => {
    const kept: { readonly key: string; readonly body: string }[] = [];
    const failing = receiver(() => ({ ok: false, error: { errorType: 'E', errorMessage: '' } }));
    const bucketArn = 'arn:aws:s3:::kept';
    await feeding([mapping({ onFailureArn: bucketArn, maximumRetryAttempts: 0 })], failing, {
      putObject(arn, key, body) {
        if (arn !== bucketArn) return false;
        kept.push({ key, body });
        return true;
      },
    });
    await put('poison');
    await eventually(() => expect(kept).toHaveLength(1));
    const [{ key, body } = { key: '', body: '{}' }] = kept;
    const { payload, ...record } = JSON.parse(body) as Record<string, unknown>;
    const { shardId } = record['DDBStreamBatchInfo'] as { readonly shardId: string };
    expect(key.split('/').slice(0, 4)).toEqual(['aws', 'lambda', 'feed-mapping', shardId]);
    expect(key.split('/').slice(4).join('/')).toMatch(
      /^\d{4}\/\d\d\/\d\d\/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-[0-9a-f-]{36}$/,
    );
    expect(JSON.parse(String(payload))).toEqual({ Records: failing.records });
    expect(messages()).toEqual([]);
  });

  test('stream of no table of the app: is refused by logical id', async () => {
    const unknown = mapping({ eventSourceArn: 'arn:aws:dynamodb:us-east-1:0:table/X/stream/1' });
    await expect(
      createEventSources([unknown], {
        tables: [table],
        queues: [],
        lambda: receiver(),
        dynamodbEndpoint: system.dynamodb.endpoint,
        checkpointFile: system.checkpointFile,
        clock: systemClock,
        log: recordingLog(),
      }).start(),
    ).rejects.toThrow(/^TestStack\/Feed: no table of this app has the stream/);
  });
});

const messages = (): unknown[] =>
  query('SELECT body FROM messages ORDER BY id').map(({ body }): unknown =>
    JSON.parse(String(body)),
  );
