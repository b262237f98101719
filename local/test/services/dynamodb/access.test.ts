import { expect, test } from 'vitest';
import { createDynamodbAccess } from '../../../services/dynamodb/index.ts';
import { iamWith, ROLE_ARN, type Given } from '../../aws/iam/roles.ts';
import { usersTable } from './builders.ts';

/*
 * Expected values: "Actions, resources, and condition keys for Amazon DynamoDB" of the Service
 * Authorization Reference and "Using IAM policy conditions for fine-grained access control".
 */
const home = { region: 'us-east-1', accountId: '000000000000' };
const access = createDynamodbAccess([usersTable()], home);
const TABLE = usersTable().arn;
const OTHER = 'arn:aws:dynamodb:us-east-1:000000000000:table/Other';

type Input = Readonly<Record<string, unknown>>;

function allowed(statements: readonly Given[], operation: string, input: Input): boolean {
  const { permissions } = iamWith(statements).session(ROLE_ARN, 'session');
  if (!permissions) throw new Error('the role is known');
  return access(permissions, operation, input) === null;
}

const key = { pk: { S: 'USER#1' }, sk: { S: 'PROFILE' } };
const users = { TableName: 'Users' };
const batch = { RequestItems: { Users: { Keys: [key] }, Other: { Keys: [key] } } };
const writes = { RequestItems: { Users: [{ PutRequest: { Item: key } }] } };

test.each<
  readonly [operation: string, input: Input, needed: readonly (readonly [string, string])[]]
>([
  ['GetItem', { ...users, Key: key }, [['GetItem', TABLE]]],
  ['PutItem', { ...users, Item: key }, [['PutItem', TABLE]]],
  ['UpdateItem', { ...users, Key: key }, [['UpdateItem', TABLE]]],
  ['DeleteItem', { ...users, Key: key }, [['DeleteItem', TABLE]]],
  ['Query', users, [['Query', TABLE]]],
  ['Query', { ...users, IndexName: 'byEmail' }, [['Query', `${TABLE}/index/byEmail`]]],
  ['Scan', users, [['Scan', TABLE]]],
  ['Scan', { ...users, IndexName: 'byEmail' }, [['Scan', `${TABLE}/index/byEmail`]]],
  ['GetItem', { TableName: TABLE, Key: key }, [['GetItem', TABLE]]],
  [
    'BatchGetItem',
    batch,
    [
      ['BatchGetItem', TABLE],
      ['BatchGetItem', OTHER],
    ],
  ],
  ['BatchWriteItem', writes, [['BatchWriteItem', TABLE]]],
  [
    'TransactGetItems',
    { TransactItems: [{ Get: users }, { Get: { TableName: 'Other' } }] },
    [
      ['GetItem', TABLE],
      ['GetItem', OTHER],
    ],
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: users },
        { Update: users },
        { Delete: users },
        { ConditionCheck: users },
      ],
    },
    ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map((action) => [action, TABLE]),
  ],
  ['DescribeTable', users, [['DescribeTable', TABLE]]],
  ['ListTables', {}, [['ListTables', '*']]],
  [
    'ExecuteStatement',
    { Statement: 'SELECT * FROM "Users"."byEmail" WHERE email = ?' },
    [['PartiQLSelect', `${TABLE}/index/byEmail`]],
  ],
  [
    'ExecuteStatement',
    { Statement: "insert into Users value {'pk': '1'}" },
    [['PartiQLInsert', TABLE]],
  ],
  [
    'BatchExecuteStatement',
    { Statements: [{ Statement: 'UPDATE "Users" SET a = 1' }] },
    [['PartiQLUpdate', TABLE]],
  ],
  [
    'ExecuteTransaction',
    { TransactStatements: [{ Statement: 'DELETE FROM "Users" WHERE pk = ?' }] },
    [['PartiQLDelete', TABLE]],
  ],
  [
    'DescribeStream',
    { StreamArn: `${TABLE}/stream/of-the-engine` },
    [['DescribeStream', `${TABLE}/stream/local`]],
  ],
  ['GetRecords', { ShardIterator: 'opaque' }, [['GetRecords', `${TABLE}/stream/local`]]],
  ['ListStreams', users, [['ListStreams', `${TABLE}/stream/local`]]],
])('%s %j: needs each of its actions on its resource, and no other', (operation, input, needed) => {
  const grants = needed.map(([action, on]) => ({ do: `dynamodb:${action}`, on }));
  expect(allowed(grants, operation, input)).toBe(true);
  for (const one of grants) {
    const others = grants.filter((grant) => grant !== one);
    expect(allowed(others, operation, input)).toBe(false);
  }
});

test('Query of an index: a grant of the table alone does not do', () => {
  const grant = [{ do: 'dynamodb:*', on: TABLE }];
  expect(allowed(grant, 'Query', users)).toBe(true);
  expect(allowed(grant, 'Query', { ...users, IndexName: 'byEmail' })).toBe(false);
});

test('the refusal: the sentence of DynamoDB', () => {
  const { permissions } = iamWith([]).session(ROLE_ARN, 'session');
  expect(permissions && access(permissions, 'Query', { ...users, IndexName: 'byEmail' })).toBe(
    'User: arn:aws:sts::000000000000:assumed-role/Caller/session is not authorized to perform: ' +
      `dynamodb:Query on resource: ${TABLE}/index/byEmail because no identity-based policy allows the dynamodb:Query action`,
  );
});

const only = (operator: string, name: string, values: readonly string[]): readonly Given[] => [
  { do: 'dynamodb:*', when: { [operator]: { [`dynamodb:${name}`]: values } } },
];
const queryOf = (value: string, more: Input = {}): Input => ({
  ...users,
  KeyConditionExpression: '#p = :p AND begins_with(sk, :s)',
  ExpressionAttributeNames: { '#p': 'pk' },
  ExpressionAttributeValues: { ':p': { S: value }, ':s': { S: 'A' } },
  ...more,
});
const byEmail = {
  ...users,
  IndexName: 'byEmail',
  KeyConditionExpression: ':e = email',
  ExpressionAttributeValues: { ':e': { S: 'USER#1' } },
};

test.each<readonly [string, operation: string, input: Input, boolean]>([
  ['GetItem of the key', 'GetItem', { ...users, Key: key }, true],
  ['GetItem of another', 'GetItem', { ...users, Key: { ...key, pk: { S: 'USER#2' } } }, false],
  ['PutItem of the key', 'PutItem', { ...users, Item: { ...key, name: { S: 'a' } } }, true],
  ['Query of the key', 'Query', queryOf('USER#1'), true],
  ['Query of another', 'Query', queryOf('USER#2'), false],
  ['Query of an index, by its own key', 'Query', byEmail, true],
  [
    'BatchGetItem with another',
    'BatchGetItem',
    { RequestItems: { Users: { Keys: [key, { ...key, pk: { S: 'x' } }] } } },
    false,
  ],
  ['BatchWriteItem of the key', 'BatchWriteItem', writes, true],
  [
    'TransactWriteItems with another',
    'TransactWriteItems',
    { TransactItems: [{ Delete: { ...users, Key: { pk: { S: 'x' } } } }] },
    false,
  ],
  ['Scan, which has none', 'Scan', users, true],
])('dynamodb:LeadingKeys: %s', (_name, operation, input, expected) => {
  const grant = only('ForAllValues:StringEquals', 'LeadingKeys', ['USER#1']);
  expect(allowed(grant, operation, input)).toBe(expected);
});

test.each<readonly [string, Input, boolean]>([
  [
    'named in the projection',
    { ProjectionExpression: 'pk, #n', ExpressionAttributeNames: { '#n': 'name' } },
    true,
  ],
  ['another in the projection', { ProjectionExpression: 'pk, salary' }, false],
  [
    'another behind a name',
    { ProjectionExpression: '#x', ExpressionAttributeNames: { '#x': 'salary' } },
    false,
  ],
  ['below an attribute', { ProjectionExpression: 'name.salary, name[0].salary' }, true],
  ['in a filter', { FilterExpression: 'attribute_exists(salary)' }, false],
  ['values are none', { FilterExpression: 'contains(name, :salary)' }, true],
  ['AttributesToGet', { AttributesToGet: ['salary'] }, false],
])('dynamodb:Attributes: %s', (_name, input, expected) => {
  const grant = only('ForAllValues:StringEquals', 'Attributes', ['pk', 'sk', 'name']);
  expect(allowed(grant, 'Query', { ...users, ...input })).toBe(expected);
});

test('dynamodb:Attributes: of an update, its expression and its condition', () => {
  const grant = only('ForAllValues:StringEquals', 'Attributes', ['pk', 'sk', 'name', 'count']);
  const update = (UpdateExpression: string, ConditionExpression?: string) =>
    allowed(grant, 'UpdateItem', { ...users, Key: key, UpdateExpression, ConditionExpression });
  expect(update('SET name = if_not_exists(name, :n) ADD count :one')).toBe(true);
  expect(update('SET salary = :s')).toBe(false);
  expect(update('REMOVE name', 'salary > :s')).toBe(false);
});

test('dynamodb:Select and ReturnValues: of the call', () => {
  const select = only('StringEqualsIfExists', 'Select', ['SPECIFIC_ATTRIBUTES']);
  expect(allowed(select, 'Query', { ...users, ProjectionExpression: 'pk' })).toBe(true);
  expect(allowed(select, 'Query', { ...users, Select: 'COUNT' })).toBe(false);
  expect(allowed(select, 'GetItem', { ...users, Key: key })).toBe(false);
  expect(allowed(select, 'DeleteItem', { ...users, Key: key })).toBe(true);
  const values = only('StringEqualsIfExists', 'ReturnValues', ['NONE']);
  expect(allowed(values, 'DeleteItem', { ...users, Key: key })).toBe(true);
  expect(allowed(values, 'DeleteItem', { ...users, ReturnValues: 'ALL_OLD' })).toBe(false);
});

test('dynamodb:EnclosingOperation: writes only within a transaction', () => {
  const grant = only('ForAnyValue:StringEquals', 'EnclosingOperation', ['TransactWriteItems']);
  expect(allowed(grant, 'PutItem', { ...users, Item: key })).toBe(false);
  expect(
    allowed(grant, 'TransactWriteItems', { TransactItems: [{ Put: { ...users, Item: key } }] }),
  ).toBe(true);
});
