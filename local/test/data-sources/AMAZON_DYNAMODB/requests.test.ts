import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, sourceOf } from '../run-source.ts';
import { TABLE, keyOf, startTableSource, type TableSource } from './table-source.ts';

let table: TableSource;

beforeAll(async () => {
  table = await startTableSource();
});

afterAll(async () => {
  await table[Symbol.asyncDispose]();
});

describe('requests that cannot be run', () => {
  test.each([
    ['no operation', {}, "Value for field '$[operation]' not found."],
    ['no key', { operation: 'GetItem' }, "Value for field '$[key]' not found."],
    [
      'no update',
      { operation: 'UpdateItem', key: keyOf('x') },
      "Value for field '$[update]' not found.",
    ],
    ['no tables', { operation: 'BatchGetItem' }, "Value for field '$[tables]' not found."],
    [
      'no keys of a table',
      { operation: 'BatchGetItem', tables: { [TABLE]: {} } },
      `Value for field '$[tables][${TABLE}][keys]' not found.`,
    ],
    [
      'no transactItems',
      { operation: 'TransactGetItems' },
      "Value for field '$[transactItems]' not found.",
    ],
    [
      'no key in a transaction',
      { operation: 'TransactGetItems', transactItems: [{ table: TABLE }] },
      "Value for field '$[transactItems][0][key]' not found.",
    ],
    [
      'no condition in a ConditionCheck',
      {
        operation: 'TransactWriteItems',
        transactItems: [{ table: TABLE, operation: 'ConditionCheck', key: keyOf('x') }],
      },
      "Value for field '$[transactItems][0][condition]' not found.",
    ],
    [
      'no update in a transaction',
      {
        operation: 'TransactWriteItems',
        transactItems: [{ table: TABLE, operation: 'UpdateItem', key: keyOf('x') }],
      },
      "Value for field '$[transactItems][0][update]' not found.",
    ],
    [
      'no expression',
      { operation: 'Query', query: { expressionValues: {} } },
      "Value for field '$[query][expression]' not found.",
    ],
    [
      'a handler of failed conditions without strategy',
      {
        operation: 'DeleteItem',
        key: keyOf('x'),
        condition: { expression: 'attribute_exists(pk)', conditionalCheckFailedHandler: {} },
      },
      "Value for field '$[condition][conditionalCheckFailedHandler][strategy]' not found.",
    ],
    [
      'the strategy Custom without function',
      {
        operation: 'DeleteItem',
        key: keyOf('x'),
        condition: {
          expression: 'attribute_exists(pk)',
          conditionalCheckFailedHandler: { strategy: 'Custom' },
        },
      },
      "Value for field '$[condition][conditionalCheckFailedHandler][lambdaArn]' not found.",
    ],
    ['no query', { operation: 'Query' }, "Value for field '$[query]' not found."],
    ['nothing', null, "Value for field '$[operation]' not found."],
  ])('%s: MappingTemplate', async (_title, request, message) => {
    expect(await table.ask(request)).toEqual({
      result: null,
      isMalformedRequest: true,
      error: { type: 'MappingTemplate', message },
    });
  });

  test.each([
    ['UpdateItem', 'returnValues', { key: keyOf('x'), update: { expression: 'REMOVE a' } }],
    ['PutItem', 'hasCustomPartitionKey', { key: keyOf('x'), attributeValues: {} }],
    ['PutItem', 'item', { key: keyOf('x') }],
    ['GetItem', 'payload', { key: keyOf('x') }],
    ['Query', 'totalSegments', { query: { expression: 'pk = :pk' } }],
    ['BatchGetItem', 'projection', { tables: {} }],
  ])('%s with %s: an element that AppSync does not know', async (operation, name, request) => {
    expect(await table.ask({ operation, ...request, [name]: 'x' })).toEqual({
      result: null,
      isMalformedRequest: true,
      error: { type: 'MappingTemplate', message: `Unsupported element '$[${name}]'.` },
    });
  });

  test('version, as AWS’s samples have it: passed over', async () => {
    const request = { version: '2018-05-29', operation: 'GetItem', key: keyOf('nobody') };
    expect(await table.ask(request)).toEqual({ result: null, error: null });
  });

  test.each([
    ['key', { operation: 'GetItem', key: 'x' }],
    ['attributeValues', { operation: 'PutItem', key: keyOf('x'), attributeValues: 'x' }],
    ['tables', { operation: 'BatchPutItem', tables: [] }],
    [`tables][${TABLE}`, { operation: 'BatchGetItem', tables: { [TABLE]: [keyOf('x')] } }],
    ['transactItems][0', { operation: 'TransactGetItems', transactItems: ['x'] }],
  ])('%s that is not an object: MappingTemplate', async (path, request) => {
    expect(await table.ask(request)).toMatchObject({
      isMalformedRequest: true,
      error: {
        type: 'MappingTemplate',
        message: `Value for field '$[${path}]' is not an object.`,
      },
    });
  });

  test('Sync: a named error that says so', async () => {
    expect(await table.ask({ operation: 'Sync' })).toMatchObject({
      isMalformedRequest: true,
      error: { type: 'UnsupportedOperation', message: expect.stringContaining('versioned') },
    });
  });

  test('unknown operation: names the ones there are', async () => {
    const { error } = await table.ask({ operation: 'Destroy' });
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
    const { error } = await table.ask(
      { operation: 'GetItem', key: keyOf('x') },
      { signal: AbortSignal.abort() },
    );
    expect(error?.message).toBe('Execution timed out.');
  });
});
