import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REQUEST_ID, TABLE, keyOf, startTableSource, type TableSource } from './table-source.ts';

let table: TableSource;

beforeAll(async () => {
  table = await startTableSource();
});

afterAll(async () => {
  await table[Symbol.asyncDispose]();
});

describe('PutItem', () => {
  const condition = { expression: 'attribute_not_exists(pk)' };

  test('condition fails and the item differs: rejected with the current item', async () => {
    await table.put('put-differs', { a: { S: 'old' } });
    const { result, error } = await table.ask({
      operation: 'PutItem',
      key: keyOf('put-differs'),
      attributeValues: { a: { S: 'new' } },
      condition,
    });
    expect(error?.type).toBe('DynamoDB:ConditionalCheckFailedException');
    expect(error?.message).toMatch(
      new RegExp(
        `^The conditional request failed \\(Service: DynamoDb, Status Code: 400, Request ID: ${REQUEST_ID}\\)$`,
      ),
    );
    expect(result).toEqual({ pk: 'put-differs', sk: 1, a: 'old' });
  });

  test('condition fails and the item is equal: success', async () => {
    await table.put('put-equal', { a: { S: 'same' }, n: { N: 1 } });
    const attributeValues = { n: { N: '1' }, a: { S: 'same' } };
    expect(
      await table.ask({
        operation: 'PutItem',
        key: keyOf('put-equal'),
        attributeValues,
        condition,
      }),
    ).toEqual({
      result: { pk: 'put-equal', sk: 1, a: 'same', n: 1 },
      error: null,
    });
  });

  test('equalsIgnore: attributes that may differ', async () => {
    await table.put('put-ignore', { a: { S: 'same' }, at: { N: 1 } });
    const request = {
      operation: 'PutItem',
      key: keyOf('put-ignore'),
      attributeValues: { a: { S: 'same' }, at: { N: 2 } },
    };
    expect((await table.ask({ ...request, condition })).error).not.toBeNull();
    const answer = await table.ask({
      ...request,
      condition: { ...condition, equalsIgnore: ['at'] },
    });
    expect(answer).toEqual({ result: { pk: 'put-ignore', sk: 1, a: 'same', at: 1 }, error: null });
  });

  test('no attributeValues: the item is its key', async () => {
    expect(await table.ask({ operation: 'PutItem', key: keyOf('put-key') })).toEqual({
      result: { pk: 'put-key', sk: 1 },
      error: null,
    });
  });

  test('condition as JSON text: read like the object', async () => {
    await table.put('put-text', { a: { S: 'old' } });
    const { error } = await table.ask({
      operation: 'PutItem',
      key: keyOf('put-text'),
      attributeValues: { a: { S: 'new' } },
      condition: JSON.stringify(condition),
    });
    expect(error?.type).toBe('DynamoDB:ConditionalCheckFailedException');
  });

  describe('Custom strategy', () => {
    const handled = {
      ...condition,
      conditionalCheckFailedHandler: { strategy: 'Custom', lambdaArn: 'arn:conflict' },
    };
    const request = (pk: string) => ({
      operation: 'PutItem',
      key: keyOf(pk),
      attributeValues: { a: { S: 'new' } },
      condition: handled,
    });

    test('the function hears of the conflict; discard answers the current item', async () => {
      await table.put('custom-discard', { a: { S: 'old' } });
      let heard: unknown;
      table.functions['arn:conflict'] = (payload) => {
        heard = payload;
        return { action: 'discard' };
      };
      expect(await table.ask(request('custom-discard'))).toEqual({
        result: { pk: 'custom-discard', sk: 1, a: 'old' },
        error: null,
      });
      expect(heard).toMatchObject({
        arguments: { x: 1 },
        requestMapping: { operation: 'PutItem' },
        currentValue: { a: { S: 'old' } },
        resolver: {
          tableName: TABLE,
          awsRegion: 'us-east-1',
          parentType: 'Query',
          field: 'f',
          outputType: 'Thing',
        },
        identity: null,
      });
    });

    test('reject: the error', async () => {
      await table.put('custom-reject', { a: { S: 'old' } });
      table.functions['arn:conflict'] = () => ({ action: 'reject' });
      expect((await table.ask(request('custom-reject'))).error?.type).toBe(
        'DynamoDB:ConditionalCheckFailedException',
      );
    });

    test('retry: with the function’s values and condition', async () => {
      await table.put('custom-retry', { a: { S: 'old' } });
      table.functions['arn:conflict'] = () => ({
        action: 'retry',
        retryMapping: {
          attributeValues: { a: { S: 'merged' } },
          condition: { expression: 'attribute_exists(pk)' },
        },
      });
      expect((await table.ask(request('custom-retry'))).error).toBeNull();
      expect(await table.stored('custom-retry')).toMatchObject({ a: { S: 'merged' } });
    });

    test.each([
      ['no condition', undefined],
      ['a condition without expression', { equalsIgnore: [], consistentRead: true }],
    ])('retry with %s: written whatever the item is', async (_title, retryCondition) => {
      await table.put('custom-free', { a: { S: 'old' } });
      const attributeValues = { a: { S: 'forced' } };
      table.functions['arn:conflict'] = () => ({
        action: 'retry',
        retryMapping: { attributeValues, condition: retryCondition },
      });
      expect(await table.ask(request('custom-free'))).toEqual({
        result: { pk: 'custom-free', sk: 1, a: 'forced' },
        error: null,
      });
    });

    test('retry of another key or operation: of the request’s own', async () => {
      await table.put('custom-own', { a: { S: 'old' } });
      await table.put('custom-other', { a: { S: 'old' } });
      table.functions['arn:conflict'] = () => ({
        action: 'retry',
        retryMapping: {
          operation: 'DeleteItem',
          key: keyOf('custom-other'),
          attributeValues: { a: { S: 'mine' } },
        },
      });
      expect((await table.ask(request('custom-own'))).error).toBeNull();
      expect(await table.stored('custom-own')).toMatchObject({ a: { S: 'mine' } });
      expect(await table.stored('custom-other')).toMatchObject({ a: { S: 'old' } });
    });

    test('retry that fails: rejected with the current item, the function is not asked again', async () => {
      await table.put('custom-twice', { a: { S: 'old' } });
      let asked = 0;
      table.functions['arn:conflict'] = () => {
        asked += 1;
        return {
          action: 'retry',
          retryMapping: { attributeValues: { a: { S: 'new' } }, condition: handled },
        };
      };
      const { result, error } = await table.ask(request('custom-twice'));
      expect(error?.type).toBe('DynamoDB:ConditionalCheckFailedException');
      expect(result).toEqual({ pk: 'custom-twice', sk: 1, a: 'old' });
      expect(asked).toBe(1);
    });

    test('retry that fails on an equal item: success', async () => {
      await table.put('custom-equal', { a: { S: 'same' }, at: { N: 1 } });
      table.functions['arn:conflict'] = () => ({
        action: 'retry',
        retryMapping: {
          attributeValues: { a: { S: 'same' }, at: { N: 2 } },
          condition: { ...condition, equalsIgnore: ['at'] },
        },
      });
      expect(await table.ask(request('custom-equal'))).toEqual({
        result: { pk: 'custom-equal', sk: 1, a: 'same', at: 1 },
        error: null,
      });
    });
  });
});
