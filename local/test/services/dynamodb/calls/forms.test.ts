import { describe, expect, test } from 'vitest';
import { madeCalls } from '../calls-harness.ts';
import { N, Query, S, Scan } from '../rules/requests.ts';

const { call } = madeCalls();

describe('Query: the sort key may come first', () => {
  const values = { ':p': S('order'), ':s': N(1) };
  const item = { pk: S('order'), sk: N(1), g: S('G'), h: S('H') };
  test.each([
    ['both by =', { KeyConditionExpression: 'sk = :s AND pk = :p' }],
    ['in parentheses', { KeyConditionExpression: '(sk = :s) AND (pk = :p)' }],
    ['values first', { KeyConditionExpression: '(:s = sk AND :p = pk)' }],
    ['a range', { KeyConditionExpression: 'sk BETWEEN :s AND :s AND pk = :p' }],
    [
      'called by placeholders',
      {
        KeyConditionExpression: '#s = :s AND #p = :p',
        ExpressionAttributeNames: { '#s': 'sk', '#p': 'pk' },
      },
    ],
    [
      'of an index',
      {
        IndexName: 'byG',
        KeyConditionExpression: 'h = :s AND g = :p',
        ExpressionAttributeValues: { ':p': S('G'), ':s': S('H') },
      },
    ],
  ])('%s', async (_what, more) => {
    await call('PutItem', { TableName: 'Things', Item: item });
    expect(
      await call('Query', { TableName: 'Things', ExpressionAttributeValues: values, ...more }),
    ).toMatchObject({ Count: 1 });
  });
});

describe('Scan: operands may be in parentheses', () => {
  test.each([
    '(txt) = :b',
    'txt = (:b)',
    '(size(txt)) = (:n)',
    'txt BETWEEN (:b) AND (:b)',
    '(txt) IN ((:b))',
    'NOT (txt <> (:b) OR begins_with((txt), :n))',
  ])('%s', async (filter) => {
    await call('PutItem', { TableName: 'Things', Item: { pk: S('p'), sk: N(1), txt: S('t') } });
    const all = { ':b': S('t'), ':n': filter.includes('begins') ? S('x') : N(1) };
    const used = Object.entries(all).filter(([name]) => filter.includes(name));
    expect(await call('Scan', Scan(filter, Object.fromEntries(used)))).toMatchObject({ Count: 1 });
  });
});

test('Scan: attribute_type may be asked of a value', async () => {
  const filter = Scan('pk = :p AND attribute_type(:v, :t)', {
    ':p': S('p'),
    ':v': N(1),
    ':t': S('N'),
  });
  await call('PutItem', { TableName: 'Things', Item: { pk: S('p'), sk: N(1), txt: S('t') } });
  expect(await call('Scan', filter)).toMatchObject({ Count: 1 });
});

describe('expressions: thousands of parentheses are refused, and the engine lives on', () => {
  const open = '('.repeat(4_096);
  const eof = 'Syntax error; token: "<EOF>", near: "("';
  const both = `${'('.repeat(2_000)}n = :v${')'.repeat(2_000)}`;
  const redundant = 'The expression has redundant parentheses;';
  const not = `${'NOT ('.repeat(600)}n = :v${')'.repeat(600)}`;
  const things = { TableName: 'Things' };
  const key = { pk: S('deep'), sk: N(1) };
  const FRAME = '1 validation error detected: ';
  test.each([
    [
      'PutItem',
      { ...things, Item: key, ConditionExpression: open },
      `${FRAME}Invalid ConditionExpression: ${eof}`,
    ],
    ['Scan', Scan(open), `Invalid FilterExpression: ${eof}`],
    ['Scan', Scan(both, { ':v': N(1) }), `Invalid FilterExpression: ${redundant}`],
    [
      'Scan',
      Scan(not, { ':v': N(1) }),
      'Invalid FilterExpression: The expression contains too many operators; operator count: 600',
    ],
    ['Query', { ...Query, KeyConditionExpression: open }, `Invalid KeyConditionExpression: ${eof}`],
    [
      'GetItem',
      { ...things, Key: key, ProjectionExpression: open },
      `Invalid ProjectionExpression: ${eof}`,
    ],
    [
      'UpdateItem',
      { ...things, Key: key, UpdateExpression: `SET n = ${open.slice(9)}` },
      `${FRAME}Invalid UpdateExpression: ${eof}`,
    ],
    [
      'TransactWriteItems',
      { TransactItems: [{ ConditionCheck: { ...things, Key: key, ConditionExpression: open } }] },
      `Invalid ConditionExpression: ${eof}`,
    ],
  ])('%s', async (operation, input, sentence) => {
    expect(await call(operation, input)).toBe(`ValidationException: ${sentence}`);
    expect(await call('GetItem', { ...things, Key: key })).toEqual({});
  });
});
