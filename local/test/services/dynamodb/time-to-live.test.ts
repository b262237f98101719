import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startSweeper } from '../../../services/dynamodb/sweeper.ts';
import { createStreamClient } from '../../../services/lambda/event-sources/stream-client.ts';
import {
  toStreamRecord,
  type WireRecord,
} from '../../../services/lambda/event-sources/stream-record.ts';
import { eventually } from '../../../testing/eventually.ts';
import { createFakeClock, type FakeClock } from '../../../testing/fake-clock.ts';
import { recordingLog, temporaryFolder, usersTable } from './builders.ts';
import { client, item, key, started } from './harness.ts';

/*
 * Expected values are those of AWS's pages "Working with expired items and time to live" and
 * "DynamoDB Streams and Time to Live".
 */
const START = Date.now();
const MINUTE = 60_000;
const expiresAt = (ms: number) => ({ N: String(Math.floor(ms / 1_000)) });

/** A table whose items expire by `expiresAt`, and its clock. */
async function table(clock: FakeClock = createFakeClock(START)) {
  const dynamodb = await started({ clock });
  const sdk = client(dynamodb.endpoint);
  const put = (attributes: PutItemCommand['input']['Item'], name = item.pk.S) =>
    sdk.send(
      new PutItemCommand({
        TableName: 'Users',
        Item: { ...item, pk: { S: name }, ...attributes },
      }),
    );
  const has = async (name = item.pk.S): Promise<boolean> => {
    const Key = { ...key, pk: { S: name } };
    return (await sdk.send(new GetItemCommand({ TableName: 'Users', Key }))).Item !== undefined;
  };
  return { dynamodb, sdk, clock, put, has };
}

async function recordsOf(endpoint: string): Promise<readonly WireRecord[]> {
  const streams = createStreamClient(endpoint);
  try {
    const streamArn = (await streams.streamOf('Users')) ?? '';
    const [shard] = await streams.shards(streamArn);
    const iterator = await streams.iterator(streamArn, shard?.ShardId ?? '', null);
    return (await streams.records(iterator, 100)).records;
  } finally {
    streams.close();
  }
}

test('an engine that is away: is in the log with its URL and why', async () => {
  const dataFolder = temporaryFolder();
  await (await started({ dataFolder })).stop();
  const clock = createFakeClock(START);
  const log = recordingLog();
  const sweeper = startSweeper('http://127.0.0.1:1', {
    clock,
    log,
    tables: [usersTable()],
    databaseFile: join(dataFolder, 'dynamodb.sqlite'),
  });
  clock.advance(MINUTE);
  await eventually(() => expect(log.lines).not.toEqual([]));
  await sweeper.stop();
  expect(log.lines[0]).toMatch(
    /^warn dynamodb expired items stay for now: .*http:\/\/127\.0\.0\.1:1\/ failed: .*ECONNREFUSED/,
  );
});

describe('time to live', () => {
  test('an item whose time is over: goes with the next sweep; others stay', async () => {
    const { clock, put, has } = await table();
    await put({ expiresAt: expiresAt(START + 30_000) }, 'expired');
    await put({ expiresAt: expiresAt(START + 10 * MINUTE) }, 'later');
    await put({}, 'never');
    await put({ expiresAt: { S: '1' } }, 'text');
    await put({ expiresAt: expiresAt(START - 6 * 365 * 24 * 60 * MINUTE) }, 'six years ago');
    clock.advance(MINUTE);
    await eventually(async () => expect(await has('expired')).toBe(false));
    expect(await Promise.all(['later', 'never', 'text', 'six years ago'].map(has))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test('its deletion in the stream: done by the service; another deletion is not', async () => {
    const { dynamodb, clock, put, has, sdk } = await table();
    await put({ expiresAt: expiresAt(START) }, 'é "1"');
    await put({}, 'other');
    clock.advance(MINUTE);
    await eventually(async () => expect(await has('é "1"')).toBe(false));
    const Key = { ...key, pk: { S: 'other' } };
    await sdk.send(new DeleteItemCommand({ TableName: 'Users', Key }));
    const removals = (await recordsOf(dynamodb.endpoint)).filter(
      ({ eventName }) => eventName === 'REMOVE',
    );
    const events = removals.map((record) => toStreamRecord(record, 'arn:stream'));
    expect(
      events.map(({ dynamodb: change, userIdentity }) => [
        (change.Keys as { pk: { S: string } }).pk.S,
        userIdentity,
      ]),
    ).toEqual([
      ['é "1"', { type: 'Service', principalId: 'dynamodb.amazonaws.com' }],
      ['other', undefined],
    ]);
  });

  test('an item that is given more time: stays', async () => {
    const { clock, put, has, sdk } = await table();
    await put({ expiresAt: expiresAt(START + MINUTE) }, 'kept');
    await put({ expiresAt: expiresAt(START + MINUTE) }, 'expired');
    await sdk.send(
      new UpdateItemCommand({
        TableName: 'Users',
        Key: { ...key, pk: { S: 'kept' } },
        UpdateExpression: 'SET expiresAt = :later',
        ExpressionAttributeValues: { ':later': expiresAt(START + 60 * MINUTE) },
      }),
    );
    await eventually(async () => {
      clock.advance(MINUTE);
      expect(await has('expired')).toBe(false);
    });
    expect(await has('kept')).toBe(true);
  });
});

describe('stream records', () => {
  test('older than 24 hours: go, but for the last; numbers go on', async () => {
    const { dynamodb, clock, put } = await table();
    for (const name of ['1', '2', '3']) await put({}, name);
    const before = await recordsOf(dynamodb.endpoint);
    clock.advance(25 * 60 * MINUTE);
    await eventually(async () => {
      const kept = await recordsOf(dynamodb.endpoint);
      expect(kept.map(({ dynamodb: change }) => change?.Keys?.['pk'])).toEqual([{ S: '3' }]);
    });
    await put({}, '4');
    const numbers = [...before, ...(await recordsOf(dynamodb.endpoint)).slice(-1)].map((record) =>
      Number(record.dynamodb?.SequenceNumber),
    );
    expect(numbers).toHaveLength(4);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(new Set(numbers).size).toBe(4);
  });
});
