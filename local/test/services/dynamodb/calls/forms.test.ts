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

describe('sets of numbers: are compared as numbers', () => {
  const Key = { pk: S('sets'), sk: N(1) };
  const numbers = (...NS: string[]) => ({ NS });
  test.each([
    ['ADD', numbers('1', '2', '3'), numbers('1.0', '2.00', '4e0'), ['1', '2', '3', '4']],
    [
      'ADD',
      numbers('0.50', '-0'),
      numbers('.5', '-12.340', '1e21'),
      ['-12.34', '0', '0.5', '1000000000000000000000'],
    ],
    ['DELETE', numbers('10.0', '20', '30'), numbers('10', '2e1'), ['30']],
    ['DELETE', numbers('5e-3', '+7'), numbers('0.005'), ['7']],
  ])('UpdateItem: %s to %j %j', async (section, before, given, after) => {
    await call('PutItem', { TableName: 'Things', Item: { ...Key, n: before } });
    const output = await call('UpdateItem', {
      TableName: 'Things',
      Key,
      UpdateExpression: `${section} n :v`,
      ExpressionAttributeValues: { ':v': given },
      ReturnValues: 'UPDATED_NEW',
    });
    const { Attributes } = output as { Attributes: { n: { NS: string[] } } };
    expect(Attributes.n.NS.toSorted()).toEqual(after);
  });
  test('BatchWriteItem: keeps them plain, within maps and lists too', async () => {
    const nested = (...NS: string[]) => ({ M: { l: { L: [numbers(...NS)] }, NS: S('x') } });
    const Item = { ...Key, m: nested('1.0', '2e1') };
    await call('BatchWriteItem', { RequestItems: { Things: [{ PutRequest: { Item } }] } });
    expect(await call('GetItem', { TableName: 'Things', Key })).toEqual({
      Item: { ...Key, m: nested('1', '20') },
    });
  });
  test('PutItem: the same number twice is refused', async () => {
    const Item = { ...Key, n: numbers('1', '1.0') };
    expect(await call('PutItem', { TableName: 'Things', Item })).toMatch(
      /Input collection .*contains duplicates/,
    );
  });
});

describe('Query: KeyConditions may stand beside expressions', () => {
  const is = (ComparisonOperator: string, ...AttributeValueList: object[]) => ({
    ComparisonOperator,
    AttributeValueList,
  });
  const pk = is('EQ', S('legacy'));
  test.each([
    [{ pk }, { FilterExpression: 'txt = :t', ExpressionAttributeValues: { ':t': S('t') } }],
    [{ pk }, { ProjectionExpression: 'txt' }],
    [{ sk: is('EQ', N(1)), pk }, { ProjectionExpression: 'txt' }],
    [{ sk: is('BETWEEN', N(0), N(2)), pk }, { ProjectionExpression: 'txt' }],
    [
      { sk: is('GE', N(1)), pk },
      { ProjectionExpression: '#t', ExpressionAttributeNames: { '#t': 'txt' } },
    ],
  ])('%j %j', async (KeyConditions, more) => {
    await call('PutItem', {
      TableName: 'Things',
      Item: { pk: S('legacy'), sk: N(1), txt: S('t') },
    });
    const output = await call('Query', { TableName: 'Things', KeyConditions, ...more });
    expect(output).toMatchObject({ Items: [{ txt: S('t') }] });
  });
});
