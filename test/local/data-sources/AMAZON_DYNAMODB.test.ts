import { CreateTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DataSource } from '../../../local/data-sources/types.ts';
import { hostOf } from '../../support/appsync-api.ts';
import { startDynoxide, type Dynoxide } from '../../support/dynoxide.ts';
import { ask, sourceOf } from './run-source.ts';

const TABLE = 'Things';
let dynoxide: Dynoxide;
let source: DataSource;

const functions: Record<string, (payload: unknown) => unknown> = {};

beforeAll(async () => {
  dynoxide = await startDynoxide();
  for (const TableName of [TABLE, 'Others']) {
    await dynoxide.client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
  }
  source = sourceOf(
    {
      stackName: 'T',
      logicalId: 'D',
      name: 'table',
      type: 'AMAZON_DYNAMODB',
      tableName: TABLE,
      region: 'us-east-1',
    },
    { dynamodbEndpoint: dynoxide.endpoint, lambda: hostOf(functions) },
  );
});

afterAll(async () => {
  await dynoxide[Symbol.asyncDispose]();
});

/** A key of its own for each test, typed as util.dynamodb makes it: N is a number. */
const keyOf = (pk: string, sk = 1) => ({ pk: { S: pk }, sk: { N: sk } });

async function put(pk: string, attributes: Record<string, unknown> = {}, sk = 1): Promise<void> {
  const answer = await ask(source, {
    operation: 'PutItem',
    key: keyOf(pk, sk),
    attributeValues: attributes,
  });
  expect(answer.error).toBeNull();
}

async function stored(pk: string, sk = 1): Promise<unknown> {
  const Key = { pk: { S: pk }, sk: { N: String(sk) } };
  return (await dynoxide.client.send(new GetItemCommand({ TableName: TABLE, Key }))).Item;
}

const REQUEST_ID = '[A-Za-z0-9-]+';

describe('typed values', () => {
  test('every type: there and back', async () => {
    const attributeValues = {
      s: { S: 'x' },
      n: { N: 1.5 },
      text: { N: '42' },
      yes: { BOOL: true },
      none: { NULL: null },
      b: { B: 'aGVsbG8=' },
      ss: { SS: ['a', 'b'] },
      ns: { NS: [67.8, '12'] },
      list: { L: [{ S: 'a' }, { M: { deep: { N: 2 } } }] },
      map: { M: { inner: { NULL: null } } },
    };
    const written = await ask(source, {
      operation: 'PutItem',
      key: keyOf('types'),
      attributeValues,
    });
    const plain = {
      pk: 'types',
      sk: 1,
      s: 'x',
      n: 1.5,
      text: 42,
      yes: true,
      none: null,
      b: 'aGVsbG8=',
      ss: ['a', 'b'],
      list: ['a', { deep: 2 }],
      map: { inner: null },
    };
    expect(written).toMatchObject({ result: { ...plain, ns: [67.8, 12] }, error: null });
    const { result } = await ask(source, { operation: 'GetItem', key: keyOf('types') });
    expect(result).toMatchObject(plain);
    expect((result as { ns: number[] }).ns.toSorted()).toEqual([12, 67.8]);
  });

  test('a value that is not typed: malformed request', async () => {
    const answer = await ask(source, { operation: 'GetItem', key: { pk: 'x' } });
    expect(answer).toMatchObject({ isMalformedRequest: true, error: { type: 'MappingTemplate' } });
  });
});

describe('GetItem', () => {
  test('absent item: null, no error', async () => {
    expect(await ask(source, { operation: 'GetItem', key: keyOf('nobody') })).toEqual({
      result: null,
      error: null,
    });
  });

  test('projection: only those attributes', async () => {
    await put('get', { a: { S: '1' }, b: { S: '2' } });
    const projection = { expression: '#a', expressionNames: { '#a': 'a' } };
    const { result } = await ask(source, {
      operation: 'GetItem',
      key: keyOf('get'),
      projection,
      consistentRead: true,
    });
    expect(result).toEqual({ a: '1' });
  });

  test('wrong key: DynamoDbException with AWS’s frame around the text', async () => {
    const { result, error } = await ask(source, { operation: 'GetItem', key: { pk: { S: 'x' } } });
    expect(result).toBeNull();
    expect(error?.type).toBe('DynamoDB:DynamoDbException');
    expect(error?.message).toMatch(
      new RegExp(
        `^The .*key.* \\(Service: DynamoDb, Status Code: 400, Request ID: ${REQUEST_ID}, Extended Request ID: null\\)$`,
      ),
    );
  });
});

describe('PutItem', () => {
  const condition = { expression: 'attribute_not_exists(pk)' };

  test('condition fails and the item differs: rejected with the current item', async () => {
    await put('put-differs', { a: { S: 'old' } });
    const { result, error } = await ask(source, {
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
    await put('put-equal', { a: { S: 'same' }, n: { N: 1 } });
    const attributeValues = { n: { N: '1' }, a: { S: 'same' } };
    expect(
      await ask(source, {
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
    await put('put-ignore', { a: { S: 'same' }, at: { N: 1 } });
    const request = {
      operation: 'PutItem',
      key: keyOf('put-ignore'),
      attributeValues: { a: { S: 'same' }, at: { N: 2 } },
    };
    expect((await ask(source, { ...request, condition })).error).not.toBeNull();
    const answer = await ask(source, {
      ...request,
      condition: { ...condition, equalsIgnore: ['at'] },
    });
    expect(answer).toEqual({ result: { pk: 'put-ignore', sk: 1, a: 'same', at: 1 }, error: null });
  });

  test('condition as JSON text: read like the object', async () => {
    await put('put-text', { a: { S: 'old' } });
    const { error } = await ask(source, {
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
      await put('custom-discard', { a: { S: 'old' } });
      let heard: unknown;
      functions['arn:conflict'] = (payload) => {
        heard = payload;
        return { action: 'discard' };
      };
      expect(await ask(source, request('custom-discard'))).toEqual({
        result: { pk: 'custom-discard', sk: 1, a: 'old' },
        error: null,
      });
      expect(heard).toMatchObject({
        arguments: { x: 1 },
        requestMapping: { operation: 'PutItem' },
        currentValue: { a: { S: 'old' } },
        resolver: { tableName: TABLE, awsRegion: 'us-east-1', parentType: 'Query', field: 'f' },
        identity: null,
      });
    });

    test('reject: the error', async () => {
      await put('custom-reject', { a: { S: 'old' } });
      functions['arn:conflict'] = () => ({ action: 'reject' });
      expect((await ask(source, request('custom-reject'))).error?.type).toBe(
        'DynamoDB:ConditionalCheckFailedException',
      );
    });

    test('retry: with the function’s values and condition', async () => {
      await put('custom-retry', { a: { S: 'old' } });
      functions['arn:conflict'] = () => ({
        action: 'retry',
        retryMapping: {
          attributeValues: { a: { S: 'merged' } },
          condition: { expression: 'attribute_exists(pk)' },
        },
      });
      expect((await ask(source, request('custom-retry'))).error).toBeNull();
      expect(await stored('custom-retry')).toMatchObject({ a: { S: 'merged' } });
    });
  });
});

describe('UpdateItem', () => {
  test('answers the item after the update', async () => {
    await put('update', { a: { S: 'old' }, n: { N: 1 } });
    const update = {
      expression: 'SET #n = #n + :one REMOVE a',
      expressionNames: { '#n': 'n' },
      expressionValues: { ':one': { N: 1 } },
    };
    expect(await ask(source, { operation: 'UpdateItem', key: keyOf('update'), update })).toEqual({
      result: { pk: 'update', sk: 1, n: 2 },
      error: null,
    });
  });

  test('names and values of update and condition: one map', async () => {
    await put('update-both', { n: { N: 1 } });
    const answer = await ask(source, {
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
    await put('update-fails', { a: { S: 'x' } });
    const { result, error } = await ask(source, {
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
    await put('delete', { a: { S: 'x' } });
    const request = { operation: 'DeleteItem', key: keyOf('delete') };
    expect(await ask(source, request)).toEqual({
      result: { pk: 'delete', sk: 1, a: 'x' },
      error: null,
    });
    expect(await ask(source, request)).toEqual({ result: null, error: null });
  });

  test('condition fails on an absent item: success; on another item: rejected with it', async () => {
    const condition = { expression: 'a = :a', expressionValues: { ':a': { S: 'mine' } } };
    const request = { operation: 'DeleteItem', key: keyOf('delete-cond'), condition };
    expect(await ask(source, request)).toEqual({ result: null, error: null });
    await put('delete-cond', { a: { S: 'other' } });
    const { result, error } = await ask(source, request);
    expect(error?.type).toBe('DynamoDB:ConditionalCheckFailedException');
    expect(result).toEqual({ pk: 'delete-cond', sk: 1, a: 'other' });
    expect(await stored('delete-cond')).toBeDefined();
  });
});

describe('Query and Scan', () => {
  const query = (pk: string) => ({
    operation: 'Query',
    query: { expression: 'pk = :pk', expressionValues: { ':pk': { S: pk } } },
  });

  beforeAll(async () => {
    for (let sk = 1; sk <= 5; sk++) await put('pages', { even: { BOOL: sk % 2 === 0 } }, sk);
  });

  test('no match: empty list, no token', async () => {
    expect(await ask(source, query('nothing'))).toEqual({
      result: { items: [], nextToken: null, scannedCount: 0 },
      error: null,
    });
  });

  test('pages: opaque tokens lead through all items in order', async () => {
    const seen: number[] = [];
    let nextToken: string | null | undefined;
    for (let page = 0; page < 5 && nextToken !== null; page++) {
      const { result, error } = await ask(source, { ...query('pages'), limit: 2, nextToken });
      expect(error).toBeNull();
      const { items, nextToken: next } = result as {
        items: { sk: number }[];
        nextToken: string | null;
      };
      seen.push(...items.map(({ sk }) => sk));
      nextToken = next;
      if (next !== null)
        expect(Buffer.from(next, 'base64').toString('latin1')).not.toContain('pages');
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(nextToken).toBeNull();
  });

  test('filter and scannedCount: limit counts before the filter', async () => {
    const filter = { expression: 'even = :yes', expressionValues: { ':yes': { BOOL: true } } };
    const { result } = await ask(source, { ...query('pages'), limit: 3, filter });
    expect(result).toMatchObject({ items: [{ sk: 2 }], scannedCount: 3 });
  });

  test('scanIndexForward false: backwards', async () => {
    const { result } = await ask(source, { ...query('pages'), limit: 1, scanIndexForward: false });
    expect(result).toMatchObject({ items: [{ sk: 5 }] });
  });

  test.each([
    ['mangled', (token: string) => `${token.slice(0, -6)}AAAA==`, {}],
    ['made up', () => 'eyJwayI6MX0=', {}],
    ['of another resolver', (token: string) => token, { resolverKey: 'arn:resolver/other' }],
  ])('token %s: ctx.error', async (_title, change, context) => {
    const { result } = await ask(source, { ...query('pages'), limit: 2 });
    const { nextToken } = result as { nextToken: string };
    const answer = await ask(source, { ...query('pages'), nextToken: change(nextToken) }, context);
    expect(answer).toEqual({
      result: null,
      error: {
        type: 'DynamoDB:UserIllegalArgumentException',
        message:
          'com.amazonaws.deepdish.common.pagination.InvalidPaginationTokenException: Invalid pagination token given.',
      },
    });
  });

  test('Scan: filter, projection, segments', async () => {
    const { result } = await ask(source, {
      operation: 'Scan',
      filter: {
        expression: 'pk = :pk AND sk > :n',
        expressionValues: { ':pk': { S: 'pages' }, ':n': { N: 3 } },
      },
      projection: { expression: 'sk' },
      totalSegments: 1,
      segment: 0,
    });
    expect((result as { items: { sk: number }[] }).items.toSorted((a, b) => a.sk - b.sk)).toEqual([
      { sk: 4 },
      { sk: 5 },
    ]);
  });
});

describe('batches', () => {
  test('BatchPutItem, BatchGetItem, BatchDeleteItem: results in request order, per table', async () => {
    const items = [1, 2, 3].map((sk) => ({ ...keyOf('batch', sk), v: { N: sk * 10 } }));
    const other = { ...keyOf('other'), v: { S: 'o' } };
    expect(
      await ask(source, { operation: 'BatchPutItem', tables: { [TABLE]: items, Others: [other] } }),
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
      await ask(source, {
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
      await ask(source, { operation: 'BatchDeleteItem', tables: { [TABLE]: [keyOf('batch', 1)] } }),
    ).toEqual({
      result: { data: { [TABLE]: [{ pk: 'batch', sk: 1 }] }, unprocessedKeys: { [TABLE]: [] } },
      error: null,
    });
    expect(await stored('batch', 1)).toBeUndefined();
  });
});

describe('transactions', () => {
  test('TransactWriteItems and TransactGetItems: keys and items in order', async () => {
    await put('tx-old', { a: { S: 'x' } });
    await put('tx-gone', {});
    await put('tx-check', {});
    const written = await ask(source, {
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
    const read = await ask(source, {
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
    await put('tx-held', { a: { S: 'x' } });
    const { result, error } = await ask(source, {
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
    expect(await stored('tx-free')).toBeUndefined();
  });

  test('returnValuesOnConditionCheckFailure false: no item in the reason', async () => {
    await put('tx-silent', {});
    const condition = {
      expression: 'attribute_not_exists(pk)',
      returnValuesOnConditionCheckFailure: false,
    };
    const { result } = await ask(source, {
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

describe('requests that cannot be run', () => {
  test.each([
    ['no operation', {}, "Value for field '$[operation]' not found."],
    ['no key', { operation: 'GetItem' }, "Value for field '$[key]' not found."],
    [
      'no attributeValues',
      { operation: 'PutItem', key: keyOf('x') },
      "Value for field '$[attributeValues]' not found.",
    ],
    ['no query', { operation: 'Query' }, "Value for field '$[query]' not found."],
    ['nothing', null, "Value for field '$[operation]' not found."],
  ])('%s: MappingTemplate', async (_title, request, message) => {
    expect(await ask(source, request)).toEqual({
      result: null,
      isMalformedRequest: true,
      error: { type: 'MappingTemplate', message },
    });
  });

  test('Sync: a named error that says so', async () => {
    expect(await ask(source, { operation: 'Sync' })).toMatchObject({
      isMalformedRequest: true,
      error: { type: 'UnsupportedOperation', message: expect.stringContaining('versioned') },
    });
  });

  test('unknown operation: names the ones there are', async () => {
    const { error } = await ask(source, { operation: 'Destroy' });
    expect(error?.message).toMatch(/'Destroy'.*GetItem, PutItem/);
  });

  test('engine that is not there: ctx.error', async () => {
    const config = {
      stackName: 'T',
      logicalId: 'D',
      name: 't',
      type: 'AMAZON_DYNAMODB',
      tableName: TABLE,
      region: 'us-east-1',
    } as const;
    const { error } = await ask(sourceOf(config), { operation: 'GetItem', key: keyOf('x') });
    expect(error).toMatchObject({
      type: 'DynamoDB:DynamoDbException',
      message: expect.stringContaining('http://127.0.0.1:9 did not answer'),
    });
  });

  test('the request’s time is over: ctx.error', async () => {
    const { error } = await ask(
      source,
      { operation: 'GetItem', key: keyOf('x') },
      { signal: AbortSignal.abort() },
    );
    expect(error?.message).toBe('Execution timed out.');
  });
});

test('items written by the SDK: read as plain JSON', async () => {
  const Item = { pk: { S: 'sdk' }, sk: { N: '1' }, b: { B: Buffer.from('hello') } };
  await dynoxide.client.send(new PutItemCommand({ TableName: TABLE, Item }));
  const { result } = await ask(source, { operation: 'GetItem', key: keyOf('sdk') });
  expect(result).toEqual({ pk: 'sdk', sk: 1, b: 'aGVsbG8=' });
});
