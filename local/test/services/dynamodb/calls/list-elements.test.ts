import { expect, test } from 'vitest';
import { createApiClient } from '../../../../services/dynamodb/index.ts';
import { createCalls } from '../../../../services/dynamodb/calls/index.ts';
import { eventually } from '../../../../testing/eventually.ts';
import { madeCalls } from '../calls-harness.ts';

const { call, dynamodb } = madeCalls();

const texts = (...all: string[]) => ({ L: all.map((S) => ({ S })) });
let made = 0;

/** A new item with a list of two, and lists within it. */
async function anItem(): Promise<{ pk: { S: string }; sk: { N: string } }> {
  made += 1;
  const Key = { pk: { S: `lists ${made}` }, sk: { N: '1' } };
  const nested = { m: { M: { l: texts('x') } }, ll: { L: [texts('q')] } };
  await call('PutItem', { TableName: 'Things', Item: { ...Key, l: texts('a', 'b'), ...nested } });
  return Key;
}

const read = async (Key: object): Promise<unknown> =>
  ((await call('GetItem', { TableName: 'Things', Key })) as { Item: unknown }).Item;

const update = (Key: object, UpdateExpression: string, more: object = {}) => ({
  TableName: 'Things',
  Key,
  UpdateExpression,
  ExpressionAttributeValues: { ':v': { S: 'v' } },
  ...more,
});

test.each([
  ['SET l[10] = :v', { l: texts('a', 'b', 'v') }],
  ['SET l[2147483647] = :v', { l: texts('a', 'b', 'v') }],
  ['SET l[2] = :v', { l: texts('a', 'b', 'v') }],
  ['SET l[0] = :v', { l: texts('v', 'b') }],
  ['SET m.l[7] = :v', { m: { M: { l: texts('x', 'v') } } }],
  ['SET ll[0][7] = :v', { ll: { L: [texts('q', 'v')] } }],
  ['SET l[10] = :v REMOVE m', { l: texts('a', 'b', 'v') }],
])('UpdateItem: %s appends behind the end of a list', async (expression, expected) => {
  const key = await anItem();
  expect(await call('UpdateItem', update(key, expression))).toEqual({});
  expect(await read(key)).toMatchObject(expected);
});

test('UpdateItem: several elements behind the end are appended in the order of their indexes', async () => {
  const key = await anItem();
  const ExpressionAttributeValues = { ':v': { S: 'twenty' }, ':w': { S: 'ten' } };
  await call(
    'UpdateItem',
    update(key, 'SET l[20] = :v, l[10] = :w', { ExpressionAttributeValues }),
  );
  expect(await read(key)).toMatchObject({ l: texts('a', 'b', 'ten', 'twenty') });
});

test('UpdateItem: a path through an element that is not there is refused', async () => {
  const key = await anItem();
  expect(await call('UpdateItem', update(key, 'SET ll[5][7] = :v'))).toBe(
    'ValidationException: The document path provided in the update expression is invalid for update',
  );
});

test('UpdateItem: concurrent writes behind the end are all kept', async () => {
  const key = await anItem();
  const values = Array.from({ length: 8 }, (_, index) => `w${index}`);
  await Promise.all(
    values.map((S) =>
      call(
        'UpdateItem',
        update(key, 'SET l[99] = :v', { ExpressionAttributeValues: { ':v': { S } } }),
      ),
    ),
  );
  const { l } = (await read(key)) as { l: { L: { S: string }[] } };
  expect(
    l.L.slice(2)
      .map(({ S }) => S)
      .sort(),
  ).toEqual(values);
});

test('UpdateItem: the condition of the call is held, with and without the item', async () => {
  const key = await anItem();
  const ConditionExpression = 'attribute_not_exists(pk)';
  const failed = 'ConditionalCheckFailedException: The conditional request failed';
  expect(await call('UpdateItem', update(key, 'SET l[9] = :v', { ConditionExpression }))).toBe(
    failed,
  );
  const right = { ConditionExpression: '(attribute_exists(pk))' };
  expect(await call('UpdateItem', update(key, 'SET l[9] = :v', right))).toEqual({});
});

test('TransactWriteItems: appends, and a repeated token does it once', async () => {
  const key = await anItem();
  const input = {
    ClientRequestToken: 'token of lists',
    TransactItems: [{ Update: update(key, 'SET l[10] = :v') }],
  };
  expect(await call('TransactWriteItems', input)).toEqual({});
  expect(await call('TransactWriteItems', input)).toEqual({});
  expect(await read(key)).toMatchObject({ l: texts('a', 'b', 'v') });
});

test('TransactWriteItems: two engines of a process know each their own tokens', async () => {
  const key = await anItem();
  const input = {
    ClientRequestToken: 'token of two engines',
    TransactItems: [{ Update: update(key, 'SET l[10] = :v') }],
  };
  const other = createCalls({ endpoint: () => dynamodb().endpoint });
  const sent: unknown[] = [];
  const record = (_operation: string, given: object) => {
    sent.push(given);
    return Promise.resolve({ Item: { l: texts() } });
  };
  await call('TransactWriteItems', input);
  await other.make('TransactWriteItems', input, record);
  other.close();
  expect(sent).toMatchObject([
    { TableName: 'Things' },
    { TransactItems: [{ Update: { UpdateExpression: 'SET l[0] = :v' } }] },
  ]);
});

test('TransactWriteItems: a token that comes again while its transaction is under way does it once', async () => {
  const key = await anItem();
  const input = {
    ClientRequestToken: 'token of now',
    TransactItems: [{ Update: update(key, 'SET l[10] = :v') }],
  };
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const client = createApiClient({ endpoint: dynamodb().endpoint });
  const first = dynamodb().calls.make('TransactWriteItems', input, async (operation, given) => {
    const output = await client.call(operation, given);
    if (operation === 'TransactWriteItems') await held;
    return output;
  });
  await eventually(async () => expect(await read(key)).toMatchObject({ l: texts('a', 'b', 'v') }));
  expect(await call('TransactWriteItems', input)).toEqual({});
  release();
  await first;
  client.close();
  expect(await read(key)).toMatchObject({ l: texts('a', 'b', 'v') });
});

test('TransactWriteItems: a path through an element that is not there cancels', async () => {
  const key = await anItem();
  const TransactItems = [
    { Put: { TableName: 'Things', Item: { pk: { S: 'beside' }, sk: { N: '1' } } } },
    { Update: update(key, 'SET ll[5][7] = :v') },
  ];
  expect(await call('TransactWriteItems', { TransactItems })).toMatch(
    /TransactionCanceledException: .* \[None, ValidationError\]/,
  );
  expect(await read({ pk: { S: 'beside' }, sk: { N: '1' } })).toBeUndefined();
});

test.each([
  ['ExecuteStatement', (Statement: string) => ({ Statement })],
  ['BatchExecuteStatement', (Statement: string) => ({ Statements: [{ Statement }] })],
  ['ExecuteTransaction', (Statement: string) => ({ TransactStatements: [{ Statement }] })],
])('%s: PartiQL appends behind the end of a list', async (operation, input) => {
  const key = await anItem();
  await call(
    operation,
    input(`UPDATE "Things" SET l[2147483647]='v' WHERE pk='${key.pk.S}' AND sk=${key.sk.N}`),
  );
  await call(
    operation,
    input(`UPDATE "Things" SET m.l[9]='w' WHERE pk='${key.pk.S}' AND sk=${key.sk.N}`),
  );
  expect(await read(key)).toMatchObject({
    l: texts('a', 'b', 'v'),
    m: { M: { l: texts('x', 'w') } },
  });
});
