import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createDynamodb } from '../../../services/dynamodb/index.ts';
import { silentLog } from '../../../shared/log.ts';
import { eventually } from '../../../testing/eventually.ts';
import { client, item, key, started } from './harness.ts';
import { recordingLog, temporaryFolder, usersTable } from './builders.ts';

const isRunning = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

const enginePid = (dataFolder: string): number => {
  const lock = JSON.parse(readFileSync(join(dataFolder, 'dynamodb.lock'), 'utf8')) as {
    engine: { pid: number };
  };
  return lock.engine.pid;
};

describe('tables', () => {
  test('start: creates the table with its index, stream and time to live', async () => {
    const { endpoint } = await started();
    const sdk = client(endpoint);
    const { Table } = await sdk.send(new DescribeTableCommand({ TableName: 'Users' }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      GlobalSecondaryIndexes: [{ IndexName: 'byEmail', IndexStatus: 'ACTIVE' }],
    });
    const ttl = await sdk.send(new DescribeTimeToLiveCommand({ TableName: 'Users' }));
    expect(ttl.TimeToLiveDescription).toEqual({
      AttributeName: 'expiresAt',
      TimeToLiveStatus: 'ENABLED',
    });
  });

  test('start: finds the data of the last run', async () => {
    const dataFolder = temporaryFolder();
    const first = await started({ dataFolder });
    await client(first.endpoint).send(new PutItemCommand({ TableName: 'Users', Item: item }));
    await first.stop();
    const second = await started({ dataFolder });
    const read = await client(second.endpoint).send(
      new GetItemCommand({ TableName: 'Users', Key: key }),
    );
    expect(read.Item).toEqual(item);
  });

  test('start: refuses a table whose key has changed and says what to do', async () => {
    const dataFolder = temporaryFolder();
    await (await started({ dataFolder })).stop();
    const changed = usersTable({ KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] });
    await expect(started({ dataFolder, tables: [changed] })).rejects.toMatchObject({
      code: 'ERR_DATA_FOLDER',
      message: expect.stringMatching(
        /Table Users \(TestStack\/Users\).*it has pk \(S\) HASH, sk \(S\) RANGE, the template says pk \(S\) HASH\..*--fresh/s,
      ),
    });
  });

  test('reset: forgets the items and keeps the table', async () => {
    const dynamodb = await started();
    await client(dynamodb.endpoint).send(new PutItemCommand({ TableName: 'Users', Item: item }));
    await dynamodb.reset();
    const read = await client(dynamodb.endpoint).send(
      new GetItemCommand({ TableName: 'Users', Key: key }),
    );
    expect(read.Item).toBeUndefined();
  });
});

describe('engine', () => {
  test('start: refuses a data folder that another running engine holds', async () => {
    const dataFolder = temporaryFolder();
    await started({ dataFolder });
    await expect(started({ dataFolder })).rejects.toMatchObject({
      code: 'ERR_DATA_FOLDER',
      message: expect.stringContaining(`in use by process ${process.pid}`),
    });
  });

  test('stop: ends the engine process', async () => {
    const dataFolder = temporaryFolder();
    const dynamodb = await started({ dataFolder });
    const pid = enginePid(dataFolder);
    expect(isRunning(pid)).toBe(true);
    await dynamodb.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test('crash: is logged, and the engine answers again on the same endpoint', async () => {
    const dataFolder = temporaryFolder();
    const log = recordingLog();
    const dynamodb = await started({ dataFolder, log });
    const { endpoint } = dynamodb;
    await client(endpoint).send(new PutItemCommand({ TableName: 'Users', Item: item }));
    process.kill(enginePid(dataFolder), 'SIGKILL');
    await eventually(() => {
      expect(log.lines.filter((line) => !line.startsWith('info '))).toEqual([
        'error dynamodb the DynamoDB engine ended by itself (SIGKILL) and runs again; no acknowledged write is lost',
      ]);
    });
    expect(dynamodb).toMatchObject({ endpoint, healthy: true });
    const read = await client(endpoint).send(new GetItemCommand({ TableName: 'Users', Key: key }));
    expect(read.Item).toEqual(item);
  });

  test('memory: the engine runs under a limit, and dies of it alone', async () => {
    const dataFolder = temporaryFolder();
    const log = recordingLog();
    const { endpoint } = await started({ dataFolder, log });
    const limits = readFileSync(`/proc/${enginePid(dataFolder)}/limits`, 'utf8');
    expect(limits).toMatch(/^Max address space +1073741824 +1073741824 +bytes/m);
    const sdk = client(endpoint);
    await sdk.send(new PutItemCommand({ TableName: 'Users', Item: { ...item, l: { L: [] } } }));
    // Past the layer, straight to the engine: a list that no memory holds. Sent once: whoever sends it
    // again and again ends the engine for good.
    const killing = client(endpoint, 1).send(
      new UpdateItemCommand({
        TableName: 'Users',
        Key: key,
        UpdateExpression: 'SET l[2000000000] = :v',
        ExpressionAttributeValues: { ':v': { S: 'x' } },
      }),
    );
    await killing.catch(() => undefined);
    await eventually(() => expect(log.lines.join()).toMatch(/ended by itself \(SIG[A-Z]+\)/));
    await eventually(async () => {
      const read = await sdk.send(new GetItemCommand({ TableName: 'Users', Key: key }));
      expect(read.Item).toMatchObject(item);
    });
  });

  test('kill -9 of the owner: leaves no engine behind, and the next start takes the folder', async () => {
    const dataFolder = temporaryFolder();
    const owner = spawn(process.execPath, ['--input-type=module', '-e', ownerScript(dataFolder)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(owner.stdout, 'data');
    const pid = enginePid(dataFolder);
    expect(isRunning(pid)).toBe(true);
    owner.kill('SIGKILL');
    await eventually(() => expect(isRunning(pid)).toBe(false));
    const next = await started({ dataFolder });
    expect(next.healthy).toBe(true);
  });

  test('start: ends an engine that a killed owner left behind', async () => {
    const dataFolder = temporaryFolder();
    const owner = spawn(process.execPath, ['--input-type=module', '-e', ownerScript(dataFolder)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(owner.stdout, 'data');
    const pid = enginePid(dataFolder);
    // Takes the watchdog away, as a kill of everything but the engine does.
    const watchdog = await childWatching(pid);
    process.kill(watchdog, 'SIGKILL');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(isRunning(pid)).toBe(true);
    await started({ dataFolder });
    expect(isRunning(pid)).toBe(false);
  });

  test('start: indexes stream records, so that a write does not cost a pass over all of them', async () => {
    const dataFolder = temporaryFolder();
    await started({ dataFolder });
    const database = new DatabaseSync(join(dataFolder, 'dynamodb.sqlite'), { readOnly: true });
    const plan = database
      .prepare(
        'EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?',
      )
      .all('Users');
    database.close();
    expect(JSON.stringify(plan)).toContain('_stream_records_by_number');
  });
});

describe('endpoint option', () => {
  test('start: creates the tables in the given engine and starts none', async () => {
    const other = await started({ tables: [] });
    const dataFolder = temporaryFolder();
    const dynamodb = await started({ dataFolder, endpoint: other.endpoint });
    expect(dynamodb.endpoint).toBe(other.endpoint);
    const { Table } = await client(other.endpoint).send(
      new DescribeTableCommand({ TableName: 'Users' }),
    );
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect(() => enginePid(dataFolder)).toThrow('ENOENT');
  });

  test.each(['https://dynamodb.us-east-1.amazonaws.com', 'https://dynamodb.us-east-1.api.aws'])(
    'start: refuses %s, where it would create and delete tables',
    (endpoint) => {
      const options = { dataFolder: temporaryFolder(), tables: [], log: silentLog };
      expect(() => createDynamodb({ ...options, endpoint })).toThrow(
        expect.objectContaining({ code: 'ERR_DYNAMODB_ENGINE' }),
      );
    },
  );

  test.each([
    'garbage',
    'http://',
    'localhost:8000',
    'ftp://x',
    'http://a b',
    'http://x:99999',
    '',
  ])('endpoint %j: is refused as no URL, with what to correct', (endpoint) => {
    const options = { dataFolder: temporaryFolder(), tables: [], log: silentLog };
    expect(() => createDynamodb({ ...options, endpoint })).toThrow(
      expect.objectContaining({
        code: 'ERR_DYNAMODB_ENGINE',
        message: expect.stringMatching(/is not the URL of .*--dynamodb or DYNAMODB_ENDPOINT/),
      }),
    );
  });

  test('endpoint: is an error before start', () => {
    const dynamodb = createDynamodb({
      dataFolder: temporaryFolder(),
      tables: [],
      log: silentLog,
    });
    expect(() => dynamodb.endpoint).toThrow('no endpoint before start');
  });
});

const ownerScript = (dataFolder: string): string => `
  import { createDynamodb } from ${JSON.stringify(join(import.meta.dirname, '../../../services/dynamodb/index.ts'))};
  const log = { info() {}, warn() {}, error() {} };
  await createDynamodb({ dataFolder: ${JSON.stringify(dataFolder)}, tables: [], log }).start();
  console.log('ready');
  setInterval(() => {}, 1_000);
`;

async function childWatching(pid: number): Promise<number> {
  const list = await new Promise<string>((resolve) => {
    execFile('/bin/sh', ['-c', 'grep -al "" /proc/[0-9]*/cmdline 2>/dev/null'], (_error, out) =>
      resolve(out),
    );
  });
  for (const file of list.split('\n').filter(Boolean)) {
    try {
      const words = readFileSync(file, 'utf8').split('\0');
      if (words[0] === '/bin/sh' && words.at(-2) === String(pid)) return Number(file.split('/')[2]);
    } catch {
      // ended in between
    }
  }
  throw new Error(`nothing watches ${pid}`);
}
