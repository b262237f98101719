import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { updateUser } from '../../functions/update-user/update-user.ts';
import { readDeadLetters } from '../../functions/users-cli/dead-letters.ts';
import { readCommand } from '../../functions/users-cli/options.ts';
import { replay } from '../../functions/users-cli/replay.ts';
import type { Target } from '../../functions/users-cli/target.ts';
import type { Directory } from '../support/directory.ts';
import { event, startDirectory, TABLE } from '../support/directory.ts';
import { keepingTerminal, removeRecord, temporaryFile, targetOf } from '../support/users-cli.ts';

let directory: Directory;
let target: Target;
beforeAll(async () => {
  directory = await startDirectory();
  target = targetOf(directory);
});
afterEach(() => directory.mend());
afterAll(async () => {
  target.cognito.destroy();
  await directory[Symbol.asyncDispose]();
});

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
      dynamodb?.Keys?.['pk']?.S === `USER#${user.id}` && dynamodb.Keys['sk']?.S === 'PROFILE',
  );
  return { user: { ...user, version: 3 }, records };
}

/** What Lambda puts into the queue, as the AWS CLI prints it. */
async function lettersOf(first: DynamoDBRecord, last: DynamoDBRecord): Promise<string> {
  const streams = new DynamoDBStreamsClient(target.config);
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName: TABLE }));
  const streamArn = Streams?.[0]?.StreamArn;
  const { StreamDescription } = await streams.send(
    new DescribeStreamCommand({ StreamArn: streamArn }),
  );
  streams.destroy();
  const Body = JSON.stringify({
    requestContext: { functionArn: FUNCTION, condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: {
      shardId: StreamDescription?.Shards?.[0]?.ShardId,
      startSequenceNumber: first.dynamodb?.SequenceNumber,
      endSequenceNumber: last.dynamodb?.SequenceNumber,
      streamArn,
    },
  });
  return temporaryFile('letters.json', JSON.stringify({ Messages: [{ MessageId: '1', Body }] }));
}

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:publish-changes';

/** Plays Lambda, whose requests name no operation: what functions were given. */
function invocations(answer: object) {
  const given: unknown[] = [];
  directory.tableProxy.decide = (_operation, { Records }) => {
    if (Records === undefined) return 'forward';
    given.push(Records);
    return { status: 200, body: answer };
  };
  return given;
}

async function run(file: string) {
  const terminal = keepingTerminal();
  const code = await replay(target, { file }, terminal);
  return { code, said: terminal.said() };
}

describe('replay', () => {
  test('replay: hands over the records from the first to the last of a letter', async () => {
    const { records } = await renamedTwice();
    const given = invocations({ batchItemFailures: [] });
    const { code, said } = await run(await lettersOf(records[0]!, records[1]!));
    expect(code).toBe(0);
    expect(said).toBe(`${FUNCTION}\t${records[0]?.dynamodb?.SequenceNumber}\tdone\n`);
    expect(given).toEqual([JSON.parse(JSON.stringify(records.slice(0, 2)))]);
  });

  test('replay: says when the function does not take it again either', async () => {
    const { records } = await renamedTwice();
    invocations({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(await run(await lettersOf(records[1]!, records[1]!))).toMatchObject({
      code: 1,
      said: expect.stringContaining('\tfailed again\n'),
    });
  });

  test('replay: of a deleted user hands over nothing', async () => {
    const { user, records } = await renamedTwice();
    await removeRecord(directory, user);
    const given = invocations({ batchItemFailures: [] });
    expect((await run(await lettersOf(records[1]!, records[2]!))).code).toBe(0);
    expect(given).toEqual([]);
  });

  test('replay: says what to do when the stream no longer has the records', async () => {
    const { records } = await renamedTwice();
    const file = await lettersOf(records[1]!, records[1]!);
    const __type = 'com.amazonaws.dynamodb.v20120810#TrimmedDataAccessException';
    directory.tableProxy.decide = (operation) =>
      operation === 'GetShardIterator' ? { status: 400, body: { __type } } : 'forward';
    expect(await run(file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('reconcile --fix'),
    });
  });
});

describe('readDeadLetters', () => {
  test.each([
    ['not JSON', /letters\.json is no JSON object: .*aws sqs receive-message/u],
    ['[]', /letters\.json is no JSON object/u],
    ['{}', /has no "Messages"/u],
    ['{"Messages":[{}]}', /Messages\[0\] has no functionArn/u],
    ['{"Messages":[{"Body":"text"}]}', /Messages\[0\]\.Body is no JSON object/u],
    [
      '{"Messages":[{"Body":"{\\"requestContext\\":{\\"functionArn\\":\\"f\\"}}"}]}',
      /no streamArn/u,
    ],
  ])('readDeadLetters: refuses %s', (text, message) => {
    expect(() => readDeadLetters(temporaryFile('letters.json', text))).toThrow(message);
  });

  test('readDeadLetters: an empty queue has no letters', () => {
    expect(readDeadLetters(temporaryFile('letters.json', '{"Messages":[]}'))).toEqual([]);
  });
});

describe('readCommand', () => {
  test('readCommand: replay takes one file and a target', () => {
    expect(readCommand(['replay', 'a.json', '--stack', 'S'])).toMatchObject({
      name: 'replay',
      flags: { file: 'a.json' },
      target: { stack: 'S' },
    });
    expect(() => readCommand(['replay'])).toThrow('replay takes one file');
    expect(() => readCommand(['replay', 'a', 'b'])).toThrow('replay takes one file');
  });
});
