import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
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
import { arnOf, LIST, PlayedReaders } from '../support/played-readers.ts';
import { keepingTerminal, removeRecord, targetOf } from '../support/users-command.ts';

let directory: Directory;
let buckets: Awaited<ReturnType<typeof startBuckets>>;
let target: Target;
let lambda: PlayedReaders;

beforeAll(async () => {
  directory = await startDirectory();
});
beforeEach(async () => {
  lambda = new PlayedReaders();
  buckets = await startBuckets((request, response) => void lambda.answer(request, response));
  target = {
    ...targetOf(directory),
    config: buckets.settings,
    failed: { bucket: BUCKET, queueUrls: [buckets.queueUrl] },
  };
});
afterEach(() => buckets[Symbol.asyncDispose]());
afterAll(() => directory[Symbol.asyncDispose]());

/** As CloudFormation names the readers, before and after the stack of the API was made anew. */
const OLD = {
  publish: 'UserManager-dev-Api-Functionspublishchanges7470EA61-zAbCdEfGhIjK',
  sync: 'UserManager-dev-Api-FunctionssyncidentityA1305F87-AbCdEfGhIjKl',
};
const NEW = {
  publish: 'UserManager-dev-Api-Functionspublishchanges7470EA61-A0B1C2D3E4F5',
  sync: 'UserManager-dev-Api-FunctionssyncidentityA1305F87-m6N7o8P9q0R1',
};

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
    expect(lambda.given).toEqual([
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
    lambda.fails = () => {
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
    expect(lambda.given.map((call) => [call.functionName, call.records])).toEqual([
      [arnOf('publish-changes'), [one]],
      [arnOf('publish-changes'), [two]],
      [arnOf('publish-changes'), [three]],
      [arnOf('sync-identity'), [one]],
    ]);
  });

  test('replay: after a failure keeps it, and later changes of that user for that function alone', async () => {
    const [poisoned, other] = [await renamedTwice(), await renamedTwice()];
    lambda.fails = (records) => JSON.stringify(records).includes(poisoned.user.id);
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
    lambda.fails = () => false;
    expect((await run()).code).toBe(0);
    expect([await left(), await alarming()]).toEqual([[], 0]);
  });

  test('replay: hands what a function gave up that is gone to the one that reads the stream in its place', async () => {
    const { user, records } = await renamedTwice();
    lambda.gone = [OLD.publish, OLD.sync];
    lambda.today = [NEW.sync, NEW.publish];
    const [one, two, three] = records as [DynamoDBRecord, DynamoDBRecord, DynamoDBRecord];
    keep('1', [one], OLD.publish);
    keep('2', [two], OLD.publish);
    keep('3', [three], NEW.publish);
    keep('4', [one], OLD.sync);
    const { code, said } = await run();
    expect(said).toBe(
      [NEW.publish, NEW.publish, NEW.publish, NEW.sync]
        .map((name) => `${name}\t${user.id}\tdone\n`)
        .join(''),
    );
    // Oldest first, though the new name comes before the old one.
    expect(lambda.given.map((call) => [call.functionName, call.records])).toEqual([
      [arnOf(NEW.publish), [one]],
      [arnOf(NEW.publish), [two]],
      [arnOf(NEW.publish), [three]],
      [arnOf(NEW.sync), [one]],
    ]);
    expect([code, await left()]).toEqual([0, []]);
  });

  test('replay: prefers the function that gave up, as long as it is there', async () => {
    const { records } = await renamedTwice();
    lambda.today = [NEW.publish, NEW.sync];
    keep('1', records.slice(0, 1), OLD.publish);
    expect((await run()).code).toBe(0);
    expect(lambda.given.map(({ functionName }) => functionName)).toEqual([arnOf(OLD.publish)]);
  });

  test('replay: keeps what has no function any more, says so, and goes on with the rest', async () => {
    const [lost, other] = [await renamedTwice(), await renamedTwice()];
    lambda.gone = [OLD.publish];
    lambda.today = [OLD.publish, NEW.sync];
    keep('1', lost.records.slice(0, 1), OLD.publish);
    keep('2', other.records.slice(0, 1), NEW.sync);
    const { code, said, remarked } = await run();
    const [first, second] = said.split('\n');
    expect(first).toMatch(
      new RegExp(`^${OLD.publish}\\t${lost.user.id}\\tits function is gone.*npm run deploy`, 'u'),
    );
    expect(second).toBe(`${NEW.sync}\t${other.user.id}\tdone`);
    expect([code, remarked]).toEqual([1, '2 failed batches, 1 done\n']);
    expect(await left()).toEqual(['aws/lambda/1']);
  });

  test('replay: says which right it lacks to find the function of today', async () => {
    const { user, records } = await renamedTwice();
    lambda.gone = [OLD.publish];
    lambda.today = null;
    keep('1', records.slice(0, 1), OLD.publish);
    keep('2', records.slice(1), NEW.publish);
    keep('3', records.slice(1), NEW.sync);
    const { code, said } = await run();
    const lines = said.split('\n');
    expect(lines[0]).toContain(`${OLD.publish}\t${user.id}\tits function is gone`);
    expect(lines[0]).toContain(`allow ${LIST}`);
    expect(lines[1]).toContain('waits for an earlier change');
    expect(lines[2]).toBe(`${NEW.sync}\t${user.id}\tdone`);
    expect(code).toBe(1);
  });

  test('replay: with rights for the functions of today alone finds them, too', async () => {
    const { records } = await renamedTwice();
    lambda.denied = [OLD.publish];
    lambda.today = [NEW.publish, NEW.sync];
    keep('1', records.slice(0, 1), OLD.publish);
    expect((await run()).code).toBe(0);
    expect(lambda.given.map(({ functionName }) => functionName)).toEqual([arnOf(NEW.publish)]);
    lambda.denied = [NEW.publish];
    keep('2', records.slice(1), NEW.publish);
    await expect(run()).rejects.toThrow('InvokeFunction');
  });

  test('replay: of a deleted user hands over nothing', async () => {
    const { user, records } = await renamedTwice();
    await removeRecord(directory, user);
    keep('a', records.slice(1));
    expect((await run()).code).toBe(0);
    expect(lambda.given).toEqual([]);
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
