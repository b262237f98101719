import { describe } from 'vitest';
import { madeCalls } from '../calls-harness.ts';
import { FRAME, N, S, Update, itemKey, refused, write } from './requests.ts';

const { call } = madeCalls();
const condition = (ComparisonOperator: string, value: object) => ({
  ComparisonOperator,
  AttributeValueList: [value],
});
const Query = { TableName: 'Things', KeyConditions: { pk: condition('EQ', S('a')) } };
const Scan = { TableName: 'Things', AttributesToGet: ['n'] };
const words = (value: string, at: string, allowed: string): string =>
  `${FRAME}Value '${value}' at '${at}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed}]`;
const onFailure = { ReturnValuesOnConditionCheckFailure: 'DOG' };

describe('members of calls', () => {
  refused(call, 'words that are none', [
    [
      'UpdateItem',
      { ...Update('SET n = :v', { ':v': N(1) }), ...onFailure },
      words('DOG', 'returnValuesOnConditionCheckFailure', 'ALL_OLD, NONE'),
    ],
    [
      'TransactWriteItems',
      write({
        ConditionCheck: {
          TableName: 'Things',
          Key: itemKey,
          ConditionExpression: 'attribute_exists(n)',
          ...onFailure,
        },
      }),
      words(
        'DOG',
        'transactItems.1.member.conditionCheck.returnValuesOnConditionCheckFailure',
        'ALL_OLD, NONE',
      ),
    ],
    [
      'Query',
      { ...Query, QueryFilter: { n: condition('EQ', N(1)) }, ConditionalOperator: 'DOG' },
      words('DOG', 'conditionalOperator', 'OR, AND'),
    ],
    [
      'Query',
      { ...Query, QueryFilter: { n: condition('DOG', N(1)) } },
      words(
        'DOG',
        'queryFilter.n.member.comparisonOperator',
        'IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS',
      ),
    ],
  ]);
  refused(call, 'attributes to get', [
    [
      'Scan',
      { ...Scan, Select: 'COUNT' },
      'Cannot specify the AttributesToGet when choosing to get only the Count',
    ],
    [
      'Scan',
      { ...Scan, Select: 'ALL_ATTRIBUTES' },
      'Cannot specify the AttributesToGet when choosing to get ALL_ATTRIBUTES',
    ],
    [
      'Query',
      { ...Query, AttributesToGet: [] },
      `${FRAME}Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    ],
  ]);
  refused(call, 'an operator without conditions', [
    [
      'UpdateItem',
      {
        TableName: 'Things',
        Key: itemKey,
        AttributeUpdates: { n: { Value: N(1), Action: 'PUT' } },
        ConditionalOperator: 'OR',
      },
      'ConditionalOperator cannot be used without Filter or Expected',
    ],
  ]);
});
