import { describe, expect, test } from 'vitest';
import { madeCalls } from '../calls-harness.ts';
import { S, N, Query, onRange, onIndex, TYPE, refused, itemKey as key } from './requests.ts';

const { call } = madeCalls();

describe('ExclusiveStartKey', () => {
  const outside =
    'The provided starting key is outside query boundaries based on provided conditions';
  refused(call, 'start outside the query', [
    ['Query', { ...Query, ExclusiveStartKey: { pk: S('b'), sk: N(1) } }, outside],
    [
      'Query',
      { ...onRange('sk > :s', { ':s': N(0) }), ExclusiveStartKey: { pk: S('b'), sk: N(1) } },
      outside,
    ],
    [
      'Query',
      { ...onRange('sk > :s', { ':s': N(5) }), ExclusiveStartKey: { ...key } },
      'The provided starting key does not match the range key predicate',
    ],
    ['Query', onIndex({ ExclusiveStartKey: { ...key, g: S('other'), h: S('H') } }), outside],
    [
      'Query',
      {
        TableName: 'Things',
        KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [S('a')] } },
        ExclusiveStartKey: { pk: S('b'), sk: N(1) },
      },
      outside,
    ],
  ]);
  refused(call, 'start of another form', [
    [
      'Query',
      { ...Query, ExclusiveStartKey: { pk: S('a') } },
      'The provided starting key is invalid',
    ],
    ['Query', onIndex({ ExclusiveStartKey: { ...key } }), 'The provided starting key is invalid'],
    [
      'Query',
      { ...Query, ExclusiveStartKey: { pk: S('a'), sk: S('1') } },
      'The provided starting key is invalid: The provided key element does not match the schema',
    ],
  ]);
  test('a start within the query: is taken, however its number is written', async () => {
    const input = {
      ...onRange('sk >= :s', { ':s': N(1) }),
      ExclusiveStartKey: { pk: S('a'), sk: N('1.0') },
    };
    expect(await call('Query', input)).toMatchObject({ Items: [] });
  });
});

describe('key conditions', () => {
  refused(call, 'wrong type', [
    ['Query', { ...Query, ExpressionAttributeValues: { ':p': N(1) } }, TYPE],
    ['Query', onRange('sk = :s', { ':s': S('1') }), TYPE],
    ['Query', onRange('sk BETWEEN :s AND :t', { ':s': S('1'), ':t': S('2') }), TYPE],
    ['Query', onRange('begins_with(sk, :s)', { ':s': S('1') }), TYPE],
    ['Query', { ...Query, ExpressionAttributeValues: { ':p': { SS: ['a'] } } }, TYPE],
    ['Query', onIndex({ ExpressionAttributeValues: { ':g': N(1) } }), TYPE],
    [
      'Query',
      {
        TableName: 'Things',
        KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [N(1)] } },
      },
      TYPE,
    ],
  ]);
  const operator = 'Invalid operator used in KeyConditionExpression: ';
  refused(call, 'operators that are none of keys', [
    ['Query', { ...Query, KeyConditionExpression: 'pk = :p OR pk = :p' }, `${operator}OR`],
    ['Query', { ...Query, KeyConditionExpression: 'NOT pk = :p' }, `${operator}NOT`],
    ['Query', { ...Query, KeyConditionExpression: 'pk IN (:p)' }, `${operator}IN`],
    ['Query', onRange('sk <> :s', { ':s': N(1) }), `${operator}<>`],
    ['Query', onRange('contains(sk, :s)', { ':s': N(1) }), `${operator}contains`],
    [
      'Query',
      onRange('size(sk) = :s', { ':s': N(1) }),
      'KeyConditionExpressions cannot contain nested operations',
    ],
  ]);
  refused(call, 'conditions that make no key', [
    ['Query', { ...Query, KeyConditionExpression: 'pk > :p' }, 'Query key condition not supported'],
    [
      'Query',
      onRange('sk > :s AND sk < :t', { ':s': N(1), ':t': N(2) }),
      'KeyConditionExpressions must only contain one condition per key',
    ],
    [
      'Query',
      { ...Query, KeyConditionExpression: 'sk = :p' },
      'Query condition missed key schema element: pk',
    ],
    [
      'Query',
      onRange('sk = :s'),
      'Invalid KeyConditionExpression: An expression attribute value used in expression is not defined; attribute value: :s',
    ],
    [
      'Query',
      { ...Query, ExpressionAttributeValues: { ':p': S('') } },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ],
    [
      'Query',
      { ...Query, ExpressionAttributeValues: { ':p': S('x'.repeat(2_049)) } },
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    ],
  ]);
  test.each([
    ['a value before its key', { ...Query, KeyConditionExpression: ':p = pk' }],
    ['parentheses around each', onRange('(sk BETWEEN :s AND :t)', { ':s': N(1), ':t': N(2) })],
    [
      'a key called by a placeholder',
      { ...Query, KeyConditionExpression: '#k = :p', ExpressionAttributeNames: { '#k': 'pk' } },
    ],
  ])('a query with %s: is taken', async (_what, input) => {
    expect(await call('Query', input)).toMatchObject({ Count: 0 });
  });
});
