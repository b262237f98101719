import { expect, test } from 'vitest';
import { madeCalls } from '../calls-harness.ts';
import { N, S } from '../rules/requests.ts';

const { call } = madeCalls();
const item = {
  pk: S('local'),
  sk: N(1),
  byl: S('L'),
  txt: S('t'),
  m: { M: { a: S('a'), b: S('b'), list: { L: [N(0), N(1), N(2)] } } },
};

test.each([
  [{ ProjectionExpression: 'txt' }, { txt: S('t') }],
  [{ ProjectionExpression: 'txt, sk' }, { txt: S('t'), sk: N(1) }],
  [{ ProjectionExpression: 'm.a' }, { m: { M: { a: S('a') } } }],
  [
    { ProjectionExpression: 'm.list[2], m.list[0], nothere' },
    { m: { M: { list: { L: [N(0), N(2)] } } } },
  ],
  [{ ProjectionExpression: '#t', ExpressionAttributeNames: { '#t': 'txt' } }, { txt: S('t') }],
  [{ ProjectionExpression: 'nothere' }, {}],
  [{ ProjectionExpression: 'pk, byl' }, { pk: S('local'), byl: S('L') }],
  [{ ProjectionExpression: 'txt', FilterExpression: 'm.a = m.b' }, undefined],
])('Query: a local index gives what the table holds: %j', async (more, expected) => {
  await call('PutItem', { TableName: 'Things', Item: item });
  const output = await call('Query', {
    TableName: 'Things',
    IndexName: 'byL',
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': S('local') },
    ...more,
  });
  expect(output).toMatchObject({ ScannedCount: 1 });
  expect((output as { Items: unknown[] }).Items).toEqual(expected ? [expected] : []);
});

test('Query: a local index gives it by AttributesToGet too', async () => {
  await call('PutItem', { TableName: 'Things', Item: item });
  const output = await call('Query', {
    TableName: 'Things',
    IndexName: 'byL',
    KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [S('local')] } },
    AttributesToGet: ['txt', 'sk'],
  });
  expect(output).toMatchObject({ Items: [{ txt: S('t'), sk: N(1) }] });
});
