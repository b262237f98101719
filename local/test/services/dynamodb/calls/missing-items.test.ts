import { describe, expect, test } from 'vitest';
import { madeCalls } from '../calls-harness.ts';

const { call } = madeCalls();
const failed = 'ConditionalCheckFailedException: The conditional request failed';
let made = 0;

/** A key that no item has. */
function newKey(): { pk: { S: string }; sk: { N: string } } {
  made += 1;
  return { pk: { S: `missing ${made}` }, sk: { N: '1' } };
}
const things = (Key: object, more: object) => ({ TableName: 'Things', Key, ...more });
const read = async (Key: object): Promise<unknown> =>
  ((await call('GetItem', things(Key, {}))) as { Item?: unknown }).Item;
const put = (Key: object, more: object = {}): Promise<unknown> =>
  call('PutItem', { TableName: 'Things', Item: { ...Key, ...more } });
const set = { ':v': { SS: ['x'] } };
const value = { ExpressionAttributeValues: { ':v': { N: '1' } } };

describe('UpdateItem: what only takes away makes no item', () => {
  test.each([
    ['REMOVE', { UpdateExpression: 'REMOVE n' }],
    ['DELETE', { UpdateExpression: 'DELETE n :v', ExpressionAttributeValues: set }],
    ['both', { UpdateExpression: 'REMOVE m DELETE n :v', ExpressionAttributeValues: set }],
    ['AttributeUpdates', { AttributeUpdates: { n: { Action: 'DELETE' } } }],
    [
      'a condition that holds',
      { UpdateExpression: 'REMOVE n', ConditionExpression: 'attribute_not_exists(n)' },
    ],
    [
      'a condition with placeholders',
      {
        UpdateExpression: 'REMOVE #n',
        ConditionExpression: 'NOT #m = :v',
        ExpressionAttributeNames: { '#n': 'n', '#m': 'm' },
        ...value,
      },
    ],
  ])('%s', async (_what, more) => {
    const key = newKey();
    expect(await call('UpdateItem', things(key, { ...more, ReturnValues: 'ALL_NEW' }))).toEqual({});
    expect(await read(key)).toBeUndefined();
  });
  test('it takes from an item that is there', async () => {
    const key = newKey();
    await put(key, { n: { N: '1' }, m: { N: '2' } });
    const input = things(key, { UpdateExpression: 'REMOVE n', ReturnValues: 'ALL_NEW' });
    expect(await call('UpdateItem', input)).toEqual({ Attributes: { ...key, m: { N: '2' } } });
    const legacy = things(key, { AttributeUpdates: { m: { Action: 'DELETE' } } });
    expect(await call('UpdateItem', legacy)).toEqual({});
    expect(await read(key)).toEqual(key);
  });
  test('a condition that fails is said, with and without the item', async () => {
    const key = newKey();
    const input = things(key, {
      UpdateExpression: 'REMOVE n',
      ConditionExpression: 'n = :v',
      ...value,
    });
    expect(await call('UpdateItem', input)).toBe(failed);
    await put(key);
    expect(await call('UpdateItem', input)).toBe(failed);
  });
  test('a key attribute is refused, without the item too', async () => {
    expect(await call('UpdateItem', things(newKey(), { UpdateExpression: 'REMOVE sk' }))).toBe(
      'ValidationException: One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key',
    );
  });
  test('what is consumed is told', async () => {
    const input = { UpdateExpression: 'REMOVE n', ReturnConsumedCapacity: 'TOTAL' };
    expect(await call('UpdateItem', things(newKey(), input))).toEqual({
      ConsumedCapacity: { TableName: 'Things', CapacityUnits: 1 },
    });
  });
});

describe('ReturnValues: ALL_OLD of a new item is nothing', () => {
  const ReturnValues = 'ALL_OLD';
  test.each([
    ['UpdateExpression', { UpdateExpression: 'SET n = :v', ...value }],
    ['AttributeUpdates', { AttributeUpdates: { n: { Value: { N: '1' }, Action: 'PUT' } } }],
    [
      'a condition',
      { UpdateExpression: 'SET n = :v', ConditionExpression: 'attribute_not_exists(pk)', ...value },
    ],
  ])('UpdateItem: %s', async (_what, more) => {
    const key = newKey();
    expect(await call('UpdateItem', things(key, { ...more, ReturnValues }))).toEqual({});
    expect(await read(key)).toEqual({ ...key, n: { N: '1' } });
  });
  test('UpdateItem: of an item that has only its key it is that', async () => {
    const key = newKey();
    await put(key);
    const input = things(key, { UpdateExpression: 'SET n = :v', ...value, ReturnValues });
    expect(await call('UpdateItem', input)).toEqual({ Attributes: key });
    expect(
      await call('UpdateItem', { ...input, ConditionExpression: 'attribute_not_exists(pk)' }),
    ).toBe(failed);
  });
  test('PutItem', async () => {
    const key = newKey();
    const input = { TableName: 'Things', Item: key, ReturnValues };
    expect(await call('PutItem', input)).toEqual({});
    expect(await call('PutItem', input)).toEqual({ Attributes: key });
  });
});

describe('TransactWriteItems: updates that only take away make no items', () => {
  const remove = (Key: object, more: object = {}) => ({
    Update: things(Key, { UpdateExpression: 'REMOVE n', ...more }),
  });
  const write = (...TransactItems: object[]) => ({ TransactItems });
  test('beside others', async () => {
    const [missing, there, beside] = [newKey(), newKey(), newKey()];
    await put(there, { n: { N: '1' } });
    const Put = { TableName: 'Things', Item: beside };
    const input = {
      ...write(remove(missing), remove(there), { Put }),
      ClientRequestToken: 'token of removals',
    };
    expect(await call('TransactWriteItems', input)).toEqual({});
    expect(await call('TransactWriteItems', input)).toEqual({});
    expect(await read(missing)).toBeUndefined();
    expect(await read(there)).toEqual(there);
    expect(await read(beside)).toEqual(beside);
  });
  test('a condition that fails cancels', async () => {
    const key = newKey();
    const condition = { ConditionExpression: 'attribute_exists(pk)' };
    expect(await call('TransactWriteItems', write(remove(key, condition)))).toMatch(
      /TransactionCanceledException: .* \[ConditionalCheckFailed\]/,
    );
  });
});
