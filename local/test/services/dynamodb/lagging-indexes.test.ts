import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createFaults, type FaultRule } from '../../../faults/index.ts';
import type { Dynamodb } from '../../../services/dynamodb/index.ts';
import { systemClock } from '../../../shared/clock.ts';
import { recordingLog, temporaryFolder, usersTable } from './builders.ts';
import { item, key, started } from './harness.ts';

const LAG: FaultRule = { service: 'dynamodb', kind: 'lag', ms: 60_000 };

/** A table with an index, which lags by a minute. */
async function laggingTable(change: Record<string, unknown> = {}) {
  const dataFolder = temporaryFolder();
  const faults = createFaults({ clock: systemClock });
  const log = recordingLog();
  const dynamodb = await started({ dataFolder, faults, log, tables: [usersTable(change)] });
  faults.replace([LAG]);
  return {
    dynamodb,
    faults,
    log,
    /** All that was written so far was written two minutes before. */
    age() {
      const database = new DatabaseSync(join(dataFolder, 'dynamodb.sqlite'), { timeout: 2_000 });
      database.exec('UPDATE _stream_records SET created_at = created_at - 120');
      database.close();
    },
  };
}

const put = (dynamodb: Dynamodb, Item: object) =>
  dynamodb.call('PutItem', { TableName: 'Users', Item });

/** What the index has of an address. */
async function byEmail(dynamodb: Dynamodb, email = item.email.S, more: object = {}) {
  const { Items, LastEvaluatedKey } = await dynamodb.call('Query', {
    TableName: 'Users',
    IndexName: 'byEmail',
    KeyConditionExpression: 'email = :email',
    ExpressionAttributeValues: { ':email': { S: email } },
    ...more,
  });
  return { items: Items, more: LastEvaluatedKey };
}

describe('indexes that lag', () => {
  test('lag: a new item is in the table and not in the index, until it is as old as the rule says', async () => {
    const { dynamodb, age } = await laggingTable();
    await put(dynamodb, item);
    expect(await byEmail(dynamodb)).toMatchObject({ items: [] });
    expect(await dynamodb.call('GetItem', { TableName: 'Users', Key: key })).toEqual({
      Item: item,
    });
    age();
    expect(await byEmail(dynamodb)).toMatchObject({ items: [item] });
  });

  test('lag: a changed item is where it was, a deleted one is there still', async () => {
    const { dynamodb, age } = await laggingTable();
    await put(dynamodb, item);
    age();
    const moved = { ...item, email: { S: 'b@example.com' } };
    await put(dynamodb, moved);
    await put(dynamodb, { ...moved, email: { S: 'c@example.com' } });
    // Read for the first time: the copy of the table goes back to what it was.
    expect(await byEmail(dynamodb)).toMatchObject({ items: [item] });
    expect(await byEmail(dynamodb, 'c@example.com')).toMatchObject({ items: [] });
    age();
    await dynamodb.call('DeleteItem', { TableName: 'Users', Key: key });
    expect(await byEmail(dynamodb)).toMatchObject({ items: [] });
    expect(await byEmail(dynamodb, 'c@example.com')).toMatchObject({ items: [{ pk: item.pk }] });
    age();
    expect(await byEmail(dynamodb, 'c@example.com')).toMatchObject({ items: [] });
  });

  test('lag: pages, counts and refusals are those of the index', async () => {
    const { dynamodb, age } = await laggingTable();
    for (const n of ['1', '2', '3']) await put(dynamodb, { ...item, sk: { S: n } });
    age();
    await dynamodb.call('DeleteItem', { TableName: 'Users', Key: { ...key, sk: { S: '1' } } });
    const first = await byEmail(dynamodb, item.email.S, { Limit: 2 });
    expect(first.items).toHaveLength(2);
    const rest = await byEmail(dynamodb, item.email.S, { ExclusiveStartKey: first.more });
    expect(rest.items).toHaveLength(1);
    const count = { TableName: 'Users', IndexName: 'byEmail', Select: 'COUNT' };
    expect(await dynamodb.call('Scan', count)).toMatchObject({ Count: 3 });
    await expect(byEmail(dynamodb, item.email.S, { ConsistentRead: true })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('lag: ends with its rule, which counts the reads it met', async () => {
    const { dynamodb, faults } = await laggingTable();
    await put(dynamodb, item);
    await byEmail(dynamodb);
    await dynamodb.call('GetItem', { TableName: 'Users', Key: key });
    expect(faults.rules).toMatchObject([{ met: 1 }]);
    faults.replace([{ ...LAG, resource: 'Others' }]);
    expect(await byEmail(dynamodb)).toMatchObject({ items: [item] });
    faults.replace([]);
    expect(await byEmail(dynamodb)).toMatchObject({ items: [item] });
  });

  test('lag: without a stream of both images a table answers as it is, and the log says so once', async () => {
    const { dynamodb, log } = await laggingTable({ StreamSpecification: undefined });
    await put(dynamodb, item);
    await byEmail(dynamodb);
    expect(await byEmail(dynamodb)).toMatchObject({ items: [item] });
    expect(log.lines.filter((line) => line.startsWith('warn'))).toEqual([
      'warn faults the indexes of Users cannot lag: they follow a stream of new and old images, which it has not',
    ]);
  });
});
