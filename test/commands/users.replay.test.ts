import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { json } from 'node:stream/consumers';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PROFILE, userPartition } from '../../model/keys.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import { readCommand } from '../../commands/users/options.ts';
import { replay } from '../../commands/users/replay.ts';
import type { Target } from '../../commands/users/target.ts';
import type { Directory } from '../support/directory.ts';
import { event, startDirectory } from '../support/directory.ts';
import { BUCKET, startBuckets } from 'appsync-on-a-laptop/testing/start-buckets';
import { keepingTerminal, removeRecord, targetOf } from '../support/users-command.ts';

let directory: Directory;
let buckets: Awaited<ReturnType<typeof startBuckets>>;
let target: Target;
/** What functions were given, and what they answer. */
let given: { readonly functionName: string; readonly records: readonly DynamoDBRecord[] }[];
let fails: (records: readonly DynamoDBRecord[]) => boolean;

beforeAll(async () => {
  directory = await startDirectory();
});
beforeEach(async () => {
  given = [];
  fails = () => false;
  buckets = await startBuckets((request, response) => {
    void json(request).then((body) => {
      const { Records } = body as { readonly Records: readonly DynamoDBRecord[] };
      const functionName = decodeURIComponent(request.url ?? '').split('/')[3] ?? '';
      given.push({ functionName, records: Records });
      const batchItemFailures = fails(Records) ? [{ itemIdentifier: '1' }] : [];
      response.end(JSON.stringify({ batchItemFailures }));
    });
  });
  target = {
    ...targetOf(directory),
    config: buckets.settings,
    failed: { bucket: BUCKET, queueUrls: [buckets.queueUrl] },
  };
});
afterEach(() => buckets[Symbol.asyncDispose]());
afterAll(() => directory[Symbol.asyncDispose]());

/** A user who was created and renamed twice, as the stream tells of them. */
async function renamedTwice() {
  const user = await directory.create();
  for (const firstName of ['One', 'Two']) {
    await updateUser(
      directory.services,
      event('updateUser', { input: { id: user.id, firstName } }),
    );
  }
  const records = (await directory.stream()).filter(
    ({ dynamodb }) =>
      dynamodb?.Keys?.['pk']?.S === userPartition(user.id) && dynamodb.Keys['sk']?.S === PROFILE,
  );
  return {
    user: { ...user, version: 3 },
    records: JSON.parse(JSON.stringify(records)) as DynamoDBRecord[],
  };
}

const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** As Lambda keeps it: https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
function keep(key: string, records: readonly DynamoDBRecord[], name = 'publish-changes') {
  const [first] = records;
  const arrival = new Date((first?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000);
  const kept = {
    requestContext: { functionArn: arnOf(name), condition: 'RetryAttemptsExhausted' },
    version: '1.0',
    DDBStreamBatchInfo: {
      shardId: 'shardId-1',
      startSequenceNumber: first?.dynamodb?.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb?.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival.toISOString(),
      batchSize: records.length,
    },
    payload: JSON.stringify({ Records: records }),
  };
  buckets.put(`aws/lambda/${key}`, JSON.stringify(kept));
}

async function run() {
  const terminal = keepingTerminal();
  const code = await replay(target, terminal);
  return { code, said: terminal.said(), remarked: terminal.remarked() };
}

const left = async () => {
  const { Contents = [] } = await buckets.client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  return Contents.map(({ Key }) => Key);
};

const alarming = async () => {
  const { Attributes } = await buckets.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: buckets.queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
};

describe('replay', () => {
  test('replay: hands over whole records, removes what is done and the message that tells of it', async () => {
    const { user, records } = await renamedTwice();
    keep('a', records.slice(0, 2));
    expect(await alarming()).toBe(1);
    expect(await run()).toEqual({
      code: 0,
      said: `publish-changes\t${user.id}\tdone\n`,
      remarked: '1 failed batches, 1 done\n',
    });
    expect(given).toEqual([
      { functionName: arnOf('publish-changes'), records: records.slice(0, 2) },
    ]);
    expect([await left(), await alarming()]).toEqual([[], 0]);
    expect(await run()).toEqual({ code: 0, said: '', remarked: '0 failed batches, 0 done\n' });
  });

  test('replay: broken off, finishes the batch under way and leaves the others', async () => {
    const { records } = await renamedTwice();
    keep('a', records.slice(0, 1));
    keep('b', records.slice(1));
    const controller = new AbortController();
    fails = () => {
      controller.abort();
      return false;
    };
    const terminal = keepingTerminal();
    expect(await replay(target, terminal, controller.signal)).toBe(130);
    expect(terminal.remarked()).toContain('1 failed batches, 1 done\nBroken off');
    expect(await left()).toEqual(['aws/lambda/b']);
  });

  test('replay: goes in the order of the changes, whatever the objects are called', async () => {
    const { records } = await renamedTwice();
    const [one, two, three] = records as [DynamoDBRecord, DynamoDBRecord, DynamoDBRecord];
    keep('c', [one]);
    keep('b', [two]);
    keep('a', [three]);
    keep('z', [one], 'sync-identity');
    expect((await run()).code).toBe(0);
    expect(given.map((call) => [call.functionName, call.records])).toEqual([
      [arnOf('publish-changes'), [one]],
      [arnOf('publish-changes'), [two]],
      [arnOf('publish-changes'), [three]],
      [arnOf('sync-identity'), [one]],
    ]);
  });

  test('replay: after a failure keeps it, and later changes of that user for that function alone', async () => {
    const [poisoned, other] = [await renamedTwice(), await renamedTwice()];
    fails = (records) => JSON.stringify(records).includes(poisoned.user.id);
    keep('1', poisoned.records.slice(0, 1));
    keep('2', poisoned.records.slice(1, 2));
    keep('3', other.records.slice(0, 1));
    const { code, said } = await run();
    expect(code).toBe(1);
    expect(said).toBe(
      [
        `publish-changes\t${poisoned.user.id}\tfailed again`,
        `publish-changes\t${poisoned.user.id}\twaits for an earlier change`,
        `publish-changes\t${other.user.id}\tdone\n`,
      ].join('\n'),
    );
    expect(await left()).toEqual(['aws/lambda/1', 'aws/lambda/2']);
    // The alarm stays on, and sees them at once.
    expect(await alarming()).toBe(2);
    fails = () => false;
    expect((await run()).code).toBe(0);
    expect([await left(), await alarming()]).toEqual([[], 0]);
  });

  test('replay: of a deleted user hands over nothing', async () => {
    const { user, records } = await renamedTwice();
    await removeRecord(directory, user);
    keep('a', records.slice(1));
    expect((await run()).code).toBe(0);
    expect(given).toEqual([]);
    expect(await left()).toEqual([]);
  });

  test.each(['not JSON', '[]', '{"requestContext":{"functionArn":"f"}}'])(
    'replay: leaves what Lambda did not write (%s), and says so',
    async (body) => {
      buckets.put('aws/lambda/strange', body);
      expect(await run()).toMatchObject({
        code: 1,
        said: expect.stringMatching(/^aws\/lambda\/strange\t.*look at it/u),
      });
      const kept = new GetObjectCommand({ Bucket: BUCKET, Key: 'aws/lambda/strange' });
      expect(await (await buckets.client.send(kept)).Body?.transformToString()).toBe(body);
    },
  );

  test('replay: leaves messages that tell of something else', async () => {
    const QueueUrl = buckets.queueUrl;
    await buckets.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"a":1}' }));
    expect((await run()).code).toBe(0);
    expect(await alarming()).toBe(1);
  });

  test('replay: wants the outputs of a stack', async () => {
    await expect(replay({ ...target, failed: null }, keepingTerminal())).rejects.toThrow('--stack');
  });

  test('readCommand: replay takes no file', () => {
    expect(readCommand(['replay'])).toMatchObject({ name: 'replay' });
    expect(() => readCommand(['replay', 'letters.json'])).toThrow('letters.json');
  });
});
