import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABLE, keyOf, startTableSource, type TableSource } from './table-source.ts';

let table: TableSource;

beforeAll(async () => {
  table = await startTableSource();
});

afterAll(async () => {
  await table[Symbol.asyncDispose]();
});

describe('batches', () => {
  test('BatchPutItem, BatchGetItem, BatchDeleteItem: results in request order, per table', async () => {
    const items = [1, 2, 3].map((sk) => ({ ...keyOf('batch', sk), v: { N: sk * 10 } }));
    const other = { ...keyOf('other'), v: { S: 'o' } };
    expect(
      await table.ask({ operation: 'BatchPutItem', tables: { [TABLE]: items, Others: [other] } }),
    ).toEqual({
      result: {
        data: {
          [TABLE]: [1, 2, 3].map((sk) => ({ pk: 'batch', sk, v: sk * 10 })),
          Others: [{ pk: 'other', sk: 1, v: 'o' }],
        },
        unprocessedItems: { [TABLE]: [], Others: [] },
      },
      error: null,
    });
    const keys = [keyOf('batch', 3), keyOf('batch', 9), keyOf('batch', 1)];
    expect(
      await table.ask({
        operation: 'BatchGetItem',
        tables: { [TABLE]: { keys, consistentRead: true } },
      }),
    ).toEqual({
      result: {
        data: { [TABLE]: [{ pk: 'batch', sk: 3, v: 30 }, null, { pk: 'batch', sk: 1, v: 10 }] },
        unprocessedKeys: { [TABLE]: [] },
      },
      error: null,
    });
    expect(
      await table.ask({ operation: 'BatchDeleteItem', tables: { [TABLE]: [keyOf('batch', 1)] } }),
    ).toEqual({
      result: { data: { [TABLE]: [{ pk: 'batch', sk: 1 }] }, unprocessedKeys: { [TABLE]: [] } },
      error: null,
    });
    expect(await table.stored('batch', 1)).toBeUndefined();
  });
});

describe('BatchGetItem with projection', () => {
  const keys = [1, 2].map((sk) => keyOf('projected', sk));
  const read = async (projection: unknown) => {
    for (const sk of [1, 2]) await table.put('projected', { v: { N: sk * 10 }, w: { S: 'w' } }, sk);
    const { result } = await table.ask({
      operation: 'BatchGetItem',
      tables: { [TABLE]: { keys: [...keys, keyOf('projected', 9)], projection } },
    });
    return (result as { data: Record<string, unknown> }).data[TABLE];
  };

  test('without the key: only what was asked for, in request order', async () => {
    expect(await read({ expression: '#v', expressionNames: { '#v': 'v' } })).toEqual([
      { v: 10 },
      { v: 20 },
      null,
    ]);
  });

  test('with a part of the key: that part stays', async () => {
    const projection = { expression: 'v, #key', expressionNames: { '#key': 'sk' } };
    expect(await read(projection)).toEqual([{ v: 10, sk: 1 }, { v: 20, sk: 2 }, null]);
  });
});

describe('batches that fail as a whole', () => {
  const item = { pk: { S: 'x' }, sk: { N: 1 } };

  test.each([
    ['BatchGetItem', { keys: [item] }, 'unprocessedKeys'],
    ['BatchPutItem', [item], 'unprocessedItems'],
    ['BatchDeleteItem', [item], 'unprocessedKeys'],
  ])('%s: every table is in the result, beside ctx.error', async (operation, value, member) => {
    const { result, error } = await table.ask({ operation, tables: { Nowhere: value } });
    expect(error?.type).toBe('DynamoDB:ResourceNotFoundException');
    expect(result).toEqual({
      data: { Nowhere: [null] },
      [member]: { Nowhere: [{ pk: 'x', sk: 1 }] },
    });
  });
});

describe('transactions', () => {
  test('TransactWriteItems and TransactGetItems: keys and items in order', async () => {
    await table.put('tx-old', { a: { S: 'x' } });
    await table.put('tx-gone', {});
    await table.put('tx-check', {});
    const written = await table.ask({
      operation: 'TransactWriteItems',
      transactItems: [
        {
          table: TABLE,
          operation: 'PutItem',
          key: keyOf('tx-new'),
          attributeValues: { a: { S: 'n' } },
        },
        {
          table: TABLE,
          operation: 'UpdateItem',
          key: keyOf('tx-old'),
          update: { expression: 'SET a = :a', expressionValues: { ':a': { S: 'y' } } },
        },
        { table: TABLE, operation: 'DeleteItem', key: keyOf('tx-gone') },
        {
          table: TABLE,
          operation: 'ConditionCheck',
          key: keyOf('tx-check'),
          condition: { expression: 'attribute_exists(pk)' },
        },
      ],
    });
    expect(written).toEqual({
      result: {
        keys: ['tx-new', 'tx-old', 'tx-gone', 'tx-check'].map((pk) => ({ pk, sk: 1 })),
        cancellationReasons: null,
      },
      error: null,
    });
    const read = await table.ask({
      operation: 'TransactGetItems',
      transactItems: ['tx-new', 'tx-gone', 'tx-old'].map((pk) => ({
        table: TABLE,
        key: keyOf(pk),
      })),
    });
    expect(read).toEqual({
      result: {
        items: [{ pk: 'tx-new', sk: 1, a: 'n' }, null, { pk: 'tx-old', sk: 1, a: 'y' }],
        cancellationReasons: null,
      },
      error: null,
    });
  });

  test('cancelled: the reasons in request order, the existing item, nothing written', async () => {
    await table.put('tx-held', { a: { S: 'x' } });
    const { result, error } = await table.ask({
      operation: 'TransactWriteItems',
      transactItems: [
        {
          table: TABLE,
          operation: 'PutItem',
          key: keyOf('tx-held'),
          attributeValues: {},
          condition: { expression: 'attribute_not_exists(pk)' },
        },
        { table: TABLE, operation: 'PutItem', key: keyOf('tx-free'), attributeValues: {} },
      ],
    });
    expect(error?.type).toBe('DynamoDB:TransactionCanceledException');
    expect(error?.message).toMatch(
      /ConditionalCheckFailed, None.*\(Service: DynamoDb, Status Code: 400, Request ID: /,
    );
    expect(result).toEqual({
      keys: null,
      cancellationReasons: [
        {
          item: { pk: 'tx-held', sk: 1, a: 'x' },
          type: 'ConditionCheckFailed',
          message: 'The condition check failed.',
        },
        { type: 'None', message: 'None' },
      ],
    });
    expect(await table.stored('tx-free')).toBeUndefined();
  });

  test.each([
    ['TransactGetItems', 'items', {}],
    ['TransactWriteItems', 'keys', { operation: 'DeleteItem' }],
  ])('%s that DynamoDB refuses: the result has its members', async (operation, member, more) => {
    const { result, error } = await table.ask({
      operation,
      transactItems: [{ table: 'Nowhere', key: keyOf('x'), ...more }],
    });
    expect(error?.type).toBe('DynamoDB:ResourceNotFoundException');
    expect(result).toEqual({ [member]: null, cancellationReasons: null });
  });

  test('two entries on one item: TransactionCanceledException', async () => {
    const entry = { table: TABLE, operation: 'DeleteItem', key: keyOf('tx-same') };
    const { result, error } = await table.ask({
      operation: 'TransactWriteItems',
      transactItems: [entry, entry],
    });
    expect(error?.type).toBe('DynamoDB:TransactionCanceledException');
    expect(result).toMatchObject({ keys: null });
  });

  test('TransactGetItems with projection: only what was asked for', async () => {
    await table.put('tx-projected', { v: { N: 1 }, w: { S: 'w' } });
    const entry = { table: TABLE, key: keyOf('tx-projected') };
    const { result } = await table.ask({
      operation: 'TransactGetItems',
      transactItems: [
        { ...entry, projection: { expression: 'v' } },
        { ...entry, key: keyOf('nobody'), projection: { expression: 'v' } },
        { table: 'Others', key: keyOf('nobody') },
      ],
    });
    expect(result).toEqual({ items: [{ v: 1 }, null, null], cancellationReasons: null });
  });

  test('PutItem without attributeValues: the item is its key', async () => {
    const key = keyOf('tx-key');
    const transactItems = [{ table: TABLE, operation: 'PutItem', key }];
    expect((await table.ask({ operation: 'TransactWriteItems', transactItems })).error).toBeNull();
    expect(await table.stored('tx-key')).toEqual({ pk: { S: 'tx-key' }, sk: { N: '1' } });
  });

  test('returnValuesOnConditionCheckFailure false: no item in the reason', async () => {
    await table.put('tx-silent', {});
    const condition = {
      expression: 'attribute_not_exists(pk)',
      returnValuesOnConditionCheckFailure: false,
    };
    const { result } = await table.ask({
      operation: 'TransactWriteItems',
      transactItems: [
        { table: TABLE, operation: 'DeleteItem', key: keyOf('tx-silent'), condition },
      ],
    });
    expect(result).toMatchObject({ cancellationReasons: [{ type: 'ConditionCheckFailed' }] });
    expect((result as { cancellationReasons: object[] }).cancellationReasons[0]).not.toHaveProperty(
      'item',
    );
  });
});
