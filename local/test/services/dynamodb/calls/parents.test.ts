import { expect, test } from 'vitest';
import { madeCalls } from '../calls-harness.ts';
import { N, S } from '../rules/requests.ts';

const { call } = madeCalls();
const bad =
  'ValidationException: The document path provided in the update expression is invalid for update';
const failed = 'ConditionalCheckFailedException: The conditional request failed';
let made = 0;

/** Updates a new item that has a map, a list and a number. */
async function updated(UpdateExpression: string, more: object = {}): Promise<unknown> {
  made += 1;
  const Key = { pk: S(`parents ${made}`), sk: N(1) };
  const Item = { ...Key, m: { M: { s: { SS: ['a', 'b'] } } }, li: { L: [N(1)] }, n: N(1) };
  await call('PutItem', { TableName: 'Things', Item });
  return call('UpdateItem', { TableName: 'Things', Key, UpdateExpression, ...more });
}
const set = { ExpressionAttributeValues: { ':v': { SS: ['a'] } } };
const one = { ExpressionAttributeValues: { ':v': N(1) } };

test.each([
  ['REMOVE nothere.a', {}],
  ['REMOVE n.a', {}],
  ['REMOVE m[0]', {}],
  ['REMOVE li.a', {}],
  ['REMOVE li[7].a', {}],
  ['REMOVE n, nothere.a', {}],
  ['DELETE nothere.s :v', set],
  ['ADD nothere.s :v', set],
  ['ADD n.s :v', set],
  ['REMOVE nothere.a', { ConditionExpression: 'n = :v', ...one }],
])('UpdateItem: a path through what is not there is refused: %s %j', async (expression, more) => {
  expect(await updated(expression, more)).toBe(bad);
});

test('UpdateItem: so it is where there is no item', async () => {
  const Key = { pk: S('no parents'), sk: N(1) };
  const input = { TableName: 'Things', Key, UpdateExpression: 'REMOVE m.a' };
  expect(await call('UpdateItem', input)).toBe(bad);
  expect(await call('GetItem', { TableName: 'Things', Key })).toEqual({});
});

test.each([
  ['REMOVE m.nothere', {}],
  ['REMOVE m.s', {}],
  ['REMOVE li[0], li[7]', {}],
  ['DELETE m.s :v', set],
  ['DELETE m.nothere :v', set],
  ['ADD m.c :v', one],
  ['REMOVE m.s', { ConditionExpression: 'n = :v', ...one }],
])('UpdateItem: a path whose end alone is not there is taken: %s %j', async (expression, more) => {
  expect(await updated(expression, more)).toEqual({});
});

test.each(['REMOVE m.s', 'REMOVE nothere.a'])(
  'UpdateItem: a condition that fails comes first: %s',
  async (expression) => {
    const ConditionExpression = 'n <> :v';
    expect(await updated(expression, { ConditionExpression, ...one })).toBe(failed);
  },
);
