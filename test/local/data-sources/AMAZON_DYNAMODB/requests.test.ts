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
      'no attributeValues',
      { operation: 'PutItem', key: keyOf('x') },
      "Value for field '$[attributeValues]' not found.",
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
