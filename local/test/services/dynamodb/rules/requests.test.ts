import { describe, expect, test } from 'vitest';
import { madeCalls } from '../calls-harness.ts';
import { S, N, Query, onIndex, Update, write, FRAME, refused, itemKey as key } from './requests.ts';

const { call } = madeCalls();

describe('requests', () => {
  refused(call, 'a global index with what is not in it', [
    [
      'Query',
      onIndex({ ProjectionExpression: 'pk, n' }),
      'One or more parameter values were invalid: Global secondary index byG does not project [n]',
    ],
    [
      'Scan',
      { TableName: 'Things', IndexName: 'byG', AttributesToGet: ['n'] },
      'One or more parameter values were invalid: Global secondary index byG does not project [n]',
    ],
  ]);
  refused(call, 'keys of indexes that are too long', [
    [
      'PutItem',
      { TableName: 'Things', Item: { ...key, g: S('x'), h: S('x'.repeat(1_025)) } },
      'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    ],
    [
      'UpdateItem',
      Update('SET g = :g', { ':g': S('x'.repeat(2_049)) }),
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    ],
  ]);
  const deletes = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      DeleteRequest: { Key: { pk: S('x'), sk: N(index) } },
    }));
  refused(call, 'batches', [
    [
      'BatchWriteItem',
      { RequestItems: { Things: deletes(13), Others: deletes(13) } },
      'Too many items requested for the BatchWriteItem call',
    ],
    [
      'BatchGetItem',
      { RequestItems: { Things: { Keys: [key, { pk: S('a'), sk: N('1.0') }] } } },
      'Provided list of item keys contains duplicates',
    ],
    [
      'BatchWriteItem',
      { RequestItems: { Things: [{ PutRequest: { Item: key }, DeleteRequest: { Key: key } }] } },
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    ],
  ]);
  refused(call, 'transactions', [
    [
      'TransactWriteItems',
      write({ Put: { TableName: 'Things', Item: key }, Delete: { TableName: 'Things', Key: key } }),
      'TransactItems can only contain one of Check, Put, Update or Delete',
    ],
    [
      'TransactWriteItems',
      write({}),
      'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
    ],
  ]);
  test('a transaction that updates a key: is cancelled', async () => {
    expect(
      await call('TransactWriteItems', write({ Update: Update('SET pk = :v', { ':v': S('b') }) })),
    ).toBe(
      'TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [ValidationError]',
    );
  });
  const LONG_NAME =
    'One or more parameter values were invalid: Attribute name is too large, must be less than 65535 bytes';
  refused(call, 'names of attributes that are too long', [
    ['PutItem', { TableName: 'Things', Item: { ['n'.repeat(65_537)]: S('v') } }, LONG_NAME],
    [
      'UpdateItem',
      {
        TableName: 'Things',
        Key: { pk: S('names'), sk: { N: '1' } },
        UpdateExpression: 'SET #n = :v',
        ExpressionAttributeNames: { '#n': 'n'.repeat(65_537) },
        ExpressionAttributeValues: { ':v': S('v') },
      },
      LONG_NAME,
    ],
  ]);
  refused(call, 'numbers below their least', [
    [
      'Scan',
      { TableName: 'Things', Limit: -1 },
      `${FRAME}Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    ],
  ]);
  test('a table that is not there: is said as by DynamoDB', async () => {
    expect(await call('Query', { ...Query, TableName: 'Nothing' })).toBe(
      'ResourceNotFoundException: Requested resource not found',
    );
  });
});
