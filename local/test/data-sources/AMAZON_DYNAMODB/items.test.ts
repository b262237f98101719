import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REQUEST_ID, keyOf, startTableSource, type TableSource } from './table-source.ts';

let table: TableSource;

beforeAll(async () => {
  table = await startTableSource();
});

afterAll(async () => {
  await table[Symbol.asyncDispose]();
});

describe('GetItem', () => {
  test('absent item: null, no error', async () => {
    expect(await table.ask({ operation: 'GetItem', key: keyOf('nobody') })).toEqual({
      result: null,
      error: null,
    });
  });

  test('projection: only those attributes', async () => {
    await table.put('get', { a: { S: '1' }, b: { S: '2' } });
    const projection = { expression: '#a', expressionNames: { '#a': 'a' } };
    const { result } = await table.ask({
      operation: 'GetItem',
      key: keyOf('get'),
      projection,
      consistentRead: true,
    });
    expect(result).toEqual({ a: '1' });
  });

  test('wrong key: DynamoDbException with AWS’s frame around the text', async () => {
    const { result, error } = await table.ask({ operation: 'GetItem', key: { pk: { S: 'x' } } });
    expect(result).toBeNull();
    expect(error?.type).toBe('DynamoDB:DynamoDbException');
    expect(error?.message).toMatch(
      new RegExp(
        `^The .*key.* \\(Service: DynamoDb, Status Code: 400, Request ID: ${REQUEST_ID}, Extended Request ID: null\\)$`,
      ),
    );
  });
});

describe('UpdateItem', () => {
  test('answers the item after the update', async () => {
    await table.put('update', { a: { S: 'old' }, n: { N: 1 } });
    const update = {
      expression: 'SET #n = #n + :one REMOVE a',
      expressionNames: { '#n': 'n' },
      expressionValues: { ':one': { N: 1 } },
    };
    expect(await table.ask({ operation: 'UpdateItem', key: keyOf('update'), update })).toEqual({
      result: { pk: 'update', sk: 1, n: 2 },
      error: null,
    });
  });

  test('an update that only removes, as ddb.update writes it: its empty map of values is left out', async () => {
    await table.put('update-removes', { a: { S: 'x' }, b: { S: 'y' } });
    const update = {
      expression: 'REMOVE #expName_1',
      expressionNames: { '#expName_1': 'a' },
      expressionValues: {},
    };
    expect(
      await table.ask({ operation: 'UpdateItem', key: keyOf('update-removes'), update }),
    ).toMatchObject({ result: { b: 'y' }, error: null });
  });

  test('names and values of update and condition: one map', async () => {
    await table.put('update-both', { n: { N: 1 } });
    const answer = await table.ask({
      operation: 'UpdateItem',
      key: keyOf('update-both'),
      update: {
        expression: 'SET #a = :a',
        expressionNames: { '#a': 'a' },
        expressionValues: { ':a': { S: 'x' } },
      },
      condition: {
        expression: '#n = :n',
        expressionNames: { '#n': 'n' },
        expressionValues: { ':n': { N: 1 } },
      },
    });
    expect(answer).toMatchObject({ result: { a: 'x', n: 1 }, error: null });
  });

  test('condition fails: rejected without the item, even when it is equal already', async () => {
    await table.put('update-fails', { a: { S: 'x' } });
    const { result, error } = await table.ask({
      operation: 'UpdateItem',
      key: keyOf('update-fails'),
      update: { expression: 'SET a = :a', expressionValues: { ':a': { S: 'x' } } },
      condition: { expression: 'attribute_not_exists(pk)' },
    });
    expect(result).toBeNull();
    expect(error?.type).toBe('DynamoDB:ConditionalCheckFailedException');
  });
});

describe('DeleteItem', () => {
  test('answers the deleted item; null when there was none', async () => {
    await table.put('delete', { a: { S: 'x' } });
    const request = { operation: 'DeleteItem', key: keyOf('delete') };
    expect(await table.ask(request)).toEqual({
      result: { pk: 'delete', sk: 1, a: 'x' },
      error: null,
    });
    expect(await table.ask(request)).toEqual({ result: null, error: null });
  });

  test('condition fails on an absent item: success; on another item: rejected without it', async () => {
    const condition = { expression: 'a = :a', expressionValues: { ':a': { S: 'mine' } } };
    const request = { operation: 'DeleteItem', key: keyOf('delete-cond'), condition };
    expect(await table.ask(request)).toEqual({ result: null, error: null });
    await table.put('delete-cond', { a: { S: 'other' } });
    const { result, error } = await table.ask(request);
    expect(error?.type).toBe('DynamoDB:ConditionalCheckFailedException');
    expect(result).toBeNull();
    expect(await table.stored('delete-cond')).toBeDefined();
  });
});
