import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseCluster } from '../../../assembly/model.ts';
import { createCluster, type Cluster } from '../../../services/rds-data/cluster.ts';
import { eventually } from '../../../testing/eventually.ts';

const folder = mkdtempSync(join(tmpdir(), 'rds-'));
const LONG = 600_000;
const limits = { statement: LONG, idle: LONG, untold: LONG };
const lines: string[] = [];
const note = (_: string, line: string): void => void lines.push(line);
const log = { info: note, warn: note, error: note };
const config: DatabaseCluster = {
  stackName: 'Stack',
  logicalId: 'Cluster',
  clusterIdentifier: 'one',
  arn: 'arn:aws:rds:us-east-1:000000000000:cluster:one',
  engine: 'aurora-postgresql',
  databaseName: null,
  masterUsername: 'postgres',
  masterUserPassword: 'secret',
  isHttpEndpointEnabled: true,
  hasInstance: true,
};
const session = { user: 'postgres', password: 'secret', database: 'postgres' };

const made = (name: string, schemaFiles: readonly string[] = []): Cluster =>
  createCluster(config, { directory: join(folder, name), schemaFiles, limits, log });

const schemaFile = join(folder, 'schema.sql');
writeFileSync(schemaFile, 'CREATE TABLE notes (\n  text text\n);');
const cluster = made('one', [schemaFile]);
const run = (sql: string, by = cluster) => by.run(session, [{ sql }]);
const count = async (by = cluster) =>
  (await run('SELECT count(*) FROM notes', by))[0]?.rows[0]?.[0];

beforeEach(async () => {
  Object.assign(limits, { statement: LONG, idle: LONG, untold: LONG });
  await run('TRUNCATE notes');
});
afterAll(async () => {
  await cluster.close();
  rmSync(folder, { recursive: true });
});

const ENDLESS =
  'SELECT count(*) FROM generate_series(1, 1e9::bigint) a, generate_series(1, 1e9::bigint) b';
const TIMED_OUT = { type: 'StatementTimeoutException', message: 'Request timed out' };

describe('time limits', () => {
  test('a statement that does not end: is ended, and what was committed is there', async () => {
    await run("INSERT INTO notes VALUES ('kept')");
    limits.statement = 200;
    await expect(run(ENDLESS)).rejects.toMatchObject(TIMED_OUT);
    limits.statement = LONG;
    expect(await count()).toBe('1');
  });

  test('continueAfterTimeout: it goes on', async () => {
    limits.statement = 100;
    const sql = "INSERT INTO notes SELECT 'late' FROM pg_sleep(0.5)";
    const asked = cluster.run(session, [{ sql }], { continueAfterTimeout: true });
    await expect(asked).rejects.toMatchObject(TIMED_OUT);
    limits.statement = LONG;
    expect(await count()).toBe('1');
  });

  test('a call that waits for a transaction: times out, which disturbs nobody', async () => {
    const id = await cluster.begin(session);
    await cluster.runIn(id, session, [{ sql: "INSERT INTO notes VALUES ('mine')" }]);
    limits.statement = 100;
    await expect(count()).rejects.toMatchObject(TIMED_OUT);
    limits.statement = LONG;
    await cluster.end(id, 'COMMIT');
    expect(await count()).toBe('1');
  });

  test('a transaction that nobody asks for: is rolled back', async () => {
    limits.idle = 50;
    const id = await cluster.begin(session);
    expect(await count()).toBe('0');
    await expect(cluster.end(id, 'COMMIT')).rejects.toMatchObject({
      type: 'TransactionNotFoundException',
    });
    expect(lines.at(-1)).toContain('is rolled back: nothing asked for it in time');
  });

  test('a statement that does not end in a transaction: ends it too', async () => {
    const id = await cluster.begin(session);
    await cluster.runIn(id, session, [{ sql: "INSERT INTO notes VALUES ('lost')" }]);
    limits.statement = 200;
    const asked = cluster.runIn(id, session, [{ sql: ENDLESS }]);
    await expect(asked).rejects.toMatchObject(TIMED_OUT);
    limits.statement = LONG;
    expect(await count()).toBe('0');
  });

  test('a call that waits long: is told of', async () => {
    const id = await cluster.begin(session);
    limits.untold = 50;
    const waiting = count();
    await eventually(() => expect(lines.at(-1)).toContain('a call waits for the transaction '));
    await cluster.end(id, 'ROLLBACK');
    expect(await waiting).toBe('0');
  });
});

test('close: waits for nothing that runs', async () => {
  await run("INSERT INTO notes VALUES ('kept')");
  const id = await cluster.begin(session);
  const running = cluster.runIn(id, session, [{ sql: ENDLESS }]).catch(String);
  await cluster.close();
  expect(await running).toContain('Postgres ended');
  expect(await count()).toBe('1');
});

test('a schema that Postgres refuses: is told with its line, and taken once it is mended', async () => {
  const file = join(folder, 'broken.sql');
  mkdirSync(join(folder, 'two'), { recursive: true });
  writeFileSync(file, 'CREATE TABLE notes (text text);\n\nCREATE TABLE broken (a nothing);');
  const two = made('two', [file]);
  await expect(run('SELECT 1', two)).rejects.toThrow(
    `${file}:3 ERROR: type "nothing" does not exist`,
  );
  writeFileSync(file, 'CREATE TABLE notes (text text);');
  expect(await count(two)).toBe('0');
  await two.close();
});
