import { describe, expect, test } from 'vitest';
import { madeCalls } from '../calls-harness.ts';
import {
  N,
  many,
  inOf,
  Query,
  Scan,
  Delete,
  Update,
  Get,
  write,
  FRAME,
  refused,
  itemKey as key,
} from './requests.ts';

const { call } = madeCalls();

describe('expressions', () => {
  const operands = 'The IN operator is provided with too many operands; number of operands: 101';
  refused(call, 'IN with more than 100 operands', [
    ['Scan', Scan(inOf(101), many(101)), `Invalid FilterExpression: ${operands}`],
    ['DeleteItem', Delete(inOf(101), many(101)), `Invalid ConditionExpression: ${operands}`],
    [
      'TransactWriteItems',
      write({ Delete: Delete(inOf(101), many(101)) }),
      `Invalid ConditionExpression: ${operands}`,
    ],
  ]);
  test('IN with 100 operands: is taken', async () => {
    expect(await call('Scan', Scan(inOf(100), many(100)))).toMatchObject({ Count: 0 });
  });

  const redundant = 'The expression has redundant parentheses;';
  refused(call, 'redundant parentheses', [
    ['Scan', Scan('((n = :v))', { ':v': N(1) }), `Invalid FilterExpression: ${redundant}`],
    [
      'Query',
      { ...Query, KeyConditionExpression: '((pk = :p))' },
      `Invalid KeyConditionExpression: ${redundant}`,
    ],
    [
      'UpdateItem',
      Update('SET n = ((:v))', { ':v': N(1) }),
      `${FRAME}Invalid UpdateExpression: ${redundant}`,
    ],
    [
      'TransactWriteItems',
      write({ Update: Update('SET n = ((:v))', { ':v': N(1) }) }),
      `Invalid UpdateExpression: ${redundant}`,
    ],
    [
      'TransactWriteItems',
      write({ ConditionCheck: Delete('((attribute_exists(n)))') }),
      `Invalid ConditionExpression: ${redundant}`,
    ],
    [
      'TransactWriteItems',
      write({
        Put: { TableName: 'Things', Item: key, ConditionExpression: 'NOT ((attribute_exists(n)))' },
      }),
      `Invalid ConditionExpression: ${redundant}`,
    ],
  ]);
  test('parentheses that are needed: are taken', async () => {
    const input = Scan('((n = :v) OR (n = :w AND (n <> :v)))', { ':v': N(1), ':w': N(2) });
    expect(await call('Scan', input)).toMatchObject({ Count: 0 });
  });

  refused(call, 'what a transaction is refused for as a whole', [
    [
      'TransactWriteItems',
      write({ Update: Update('SET status = :v', { ':v': N(1) }) }),
      'Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status',
    ],
    [
      'TransactWriteItems',
      write({ Update: Update('SET n = :v', { ':v': N(1), ':w': N(1) }) }),
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}',
    ],
  ]);

  const index = 'List index is not within the allowable range; index: ';
  refused(call, 'list index', [
    [
      'UpdateItem',
      Update('SET l[2147483648] = :v', { ':v': N(1) }),
      `${FRAME}Invalid UpdateExpression: ${index}[2147483648]`,
    ],
    ['GetItem', Get('m.l[99999999999]'), `Invalid ProjectionExpression: ${index}[99999999999]`],
    [
      'TransactWriteItems',
      write({ Update: Update('SET l[2147483648] = :v', { ':v': N(1) }) }),
      `Invalid UpdateExpression: ${index}[2147483648]`,
    ],
  ]);

  const nesting = 'The document path has too many nesting levels; nesting levels: 33';
  refused(call, 'paths', [
    ['GetItem', Get(`a${'.b'.repeat(32)}`), `Invalid ProjectionExpression: ${nesting}`],
    [
      'DeleteItem',
      Delete(`attribute_exists(a${'.b'.repeat(32)})`),
      `Invalid ConditionExpression: ${nesting}`,
    ],
    [
      'GetItem',
      Get('m.l, m[0]'),
      'Invalid ProjectionExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, l], path two: [m, [0]]',
    ],
    [
      'GetItem',
      Get('m.l, m'),
      'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, l], path two: [m]',
    ],
  ]);

  const operators = Array.from({ length: 301 }, () => 'a<:v')
    .join(' OR ')
    .replaceAll(' OR ', ' or ');
  refused(call, 'more than 300 operators', [
    [
      'Scan',
      Scan(operators, { ':v': N(1) }),
      'Invalid FilterExpression: The expression contains too many operators; operator count: 301',
    ],
  ]);

  const type = 'Incorrect operand type for operator or function; operator or function: ';
  refused(call, 'operands', [
    [
      'Scan',
      Scan('n = n'),
      'Invalid FilterExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]',
    ],
    [
      'Scan',
      Scan('n < :v', { ':v': { BOOL: true } }),
      `Invalid FilterExpression: ${type}<, operand type: BOOL`,
    ],
    [
      'Scan',
      Scan('size(:v) = :v', { ':v': N(1) }),
      `Invalid FilterExpression: ${type}size, operand type: N`,
    ],
    [
      'Scan',
      Scan('attribute_exists(:v)', { ':v': N(1) }),
      'Invalid FilterExpression: Operator or function requires a document path; operator or function: attribute_exists',
    ],
    [
      'Scan',
      Scan('n BETWEEN :a AND :b', { ':a': N(3), ':b': N(2) }),
      'Invalid FilterExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:3}, upper bound operand: AttributeValue: {N:2}',
    ],
  ]);
});
