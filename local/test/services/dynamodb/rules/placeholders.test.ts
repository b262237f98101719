import { describe, expect, test } from 'vitest';
import { madeCalls } from '../calls-harness.ts';
import { Delete, FRAME, Get, N, Scan, Update, itemKey, refused, write } from './requests.ts';

const { call } = madeCalls();
const unused = (kind: string, key: string): string =>
  `Value provided in ExpressionAttribute${kind} unused in expressions: keys: {${key}}`;
const check = (more: object) =>
  write({ ConditionCheck: { TableName: 'Things', Key: itemKey, ...more } });

describe('placeholders', () => {
  refused(call, 'unused, whatever the condition says', [
    ['DeleteItem', Delete('nothere = :a', { ':a': N(1), ':b': N(2) }), unused('Values', ':b')],
    [
      'DeleteItem',
      { ...Delete('attribute_exists(nothere)'), ExpressionAttributeNames: { '#a': 'b' } },
      unused('Names', '#a'),
    ],
    [
      'PutItem',
      {
        TableName: 'Things',
        Item: itemKey,
        ConditionExpression: 'attribute_exists(nothere)',
        ExpressionAttributeValues: { ':b': N(2) },
      },
      unused('Values', ':b'),
    ],
    [
      'TransactWriteItems',
      check({
        ConditionExpression: 'attribute_exists(nothere)',
        ExpressionAttributeNames: { '#a': 'b' },
      }),
      unused('Names', '#a'),
    ],
    ['GetItem', { ...Get('n'), ExpressionAttributeNames: { '#a': 'b' } }, unused('Names', '#a')],
  ]);
  refused(call, 'empty', [
    [
      'TransactWriteItems',
      check({ ConditionExpression: 'attribute_exists(n)', ExpressionAttributeValues: {} }),
      'ExpressionAttributeValues must not be empty',
    ],
  ]);
  const name =
    'An expression attribute name used in the document path is not defined; attribute name: ';
  const value =
    'An expression attribute value used in expression is not defined; attribute value: ';
  refused(call, 'undefined in a transaction', [
    [
      'TransactWriteItems',
      write({ Update: Update('SET #x = :a', { ':a': N(1) }) }),
      `Invalid UpdateExpression: ${name}#x`,
    ],
    [
      'TransactWriteItems',
      write({ Update: Update('SET x = :xyz') }),
      `Invalid UpdateExpression: ${value}:xyz`,
    ],
    [
      'TransactWriteItems',
      check({ ConditionExpression: 'x = :xyz' }),
      `Invalid ConditionExpression: ${value}:xyz`,
    ],
  ]);
  test('used in another expression of the call: are taken', async () => {
    const input = {
      ...Scan('#n = :v', { ':v': N(1) }),
      ProjectionExpression: '#m',
      ExpressionAttributeNames: { '#n': 'n', '#m': 'm' },
    };
    expect(await call('Scan', input)).toMatchObject({ Count: 0 });
  });
});

describe('names and functions', () => {
  const syntax = 'Syntax error; token: "_", near: "_abc"';
  refused(call, 'that expressions do not take', [
    [
      'UpdateItem',
      Update('SET n = list_append(list_append(:l, :l), :l)', { ':l': { L: [] } }),
      `${FRAME}Invalid UpdateExpression: The function is not allowed to be used this way in an expression; function: list_append`,
    ],
    [
      'UpdateItem',
      Update('SET n = LIST_APPEND(:l, :l)', { ':l': { L: [] } }),
      `${FRAME}Invalid UpdateExpression: Invalid function name; function: LIST_APPEND`,
    ],
    [
      'Scan',
      Scan('ATTRIBUTE_EXISTS(n)'),
      'Invalid FilterExpression: Invalid function name; function: ATTRIBUTE_EXISTS',
    ],
    [
      'UpdateItem',
      Update('SET _abc = :v', { ':v': N(1) }),
      `${FRAME}Invalid UpdateExpression: ${syntax}`,
    ],
    ['GetItem', Get('m._abc'), `Invalid ProjectionExpression: ${syntax}`],
    [
      'Scan',
      Scan('attribute_type(n, m)'),
      'Invalid FilterExpression: Incorrect operand type for operator or function; operator or function: attribute_type, operand type: PATH',
    ],
  ]);
  test('PutItem: an empty name of an attribute is refused', async () => {
    const Item = { ...itemKey, '': N(1) };
    expect(await call('PutItem', { TableName: 'Things', Item })).toMatch(/^ValidationException: /);
  });
  test('UpdateItem: a placeholder for an empty name is refused', async () => {
    const input = {
      ...Update('SET #a = :a', { ':a': N(1) }),
      ExpressionAttributeNames: { '#a': '' },
    };
    expect(await call('UpdateItem', input)).toMatch(/^ValidationException: /);
  });
});
