import { describe, expect, test } from 'vitest';
import { MODULES } from '../../../../appsync-js/realm/modules/names.ts';
import { valueOf } from '../../support.ts';
import type { Case } from '../../support.ts';

const key = { id: { S: 'x' } };
const update = (expression: string, value: unknown) => ({
  operation: 'UpdateItem',
  key,
  update: {
    expression,
    expressionNames: { '#expName_1': 'a' },
    expressionValues: { ':expValue_1': value },
  },
});

/** As AWS was recorded to answer EvaluateCode; ids with `*` follow the type definitions and the request forms only. */
const CASES: readonly Case[] = [
  { id: 'get', expression: 'ddb.get({ key: { id: "x" } })', gives: { operation: 'GetItem', key } },
  {
    id: 'get with options',
    expression: 'ddb.get({ key: { id: "x" }, consistentRead: true })',
    gives: { operation: 'GetItem', key, consistentRead: true },
  },
  {
    id: 'put',
    expression: 'ddb.put({ key: { id: "x" }, item: { value: 10 } })',
    gives: { operation: 'PutItem', key, attributeValues: { value: { N: 10 } } },
  },
  {
    id: 'remove',
    expression: 'ddb.remove({ key: { id: "x" } })',
    gives: { operation: 'DeleteItem', key },
  },
  {
    id: 'scan',
    expression: 'ddb.scan({ limit: 10, nextToken: "abc" })',
    gives: { operation: 'Scan', limit: 10, nextToken: 'abc' },
  },
  {
    id: 'query',
    expression: 'ddb.query({ query: { userId: { eq: "user-1" } } })',
    gives: {
      operation: 'Query',
      query: {
        expression: '(#userId = :userId_eq)',
        expressionNames: { '#userId': 'userId' },
        expressionValues: { ':userId_eq': { S: 'user-1' } },
      },
    },
  },
  {
    id: 'null options are left out *',
    expression: 'ddb.scan({ limit: null, nextToken: undefined, filter: null })',
    gives: { operation: 'Scan' },
  },
  {
    id: 'a condition without values has none',
    expression: 'ddb.remove({ key: { id: "x" }, condition: { id: { attributeExists: true } } })',
    gives: {
      operation: 'DeleteItem',
      key,
      condition: { expression: '(attribute_exists(#id))', expressionNames: { '#id': 'id' } },
    },
  },
  {
    id: 'put for a versioned table',
    expression:
      'ddb.put({ key: { id: "x" }, item: {}, _version: 3, customPartitionKey: "p", populateIndexFields: true })',
    gives: {
      operation: 'PutItem',
      key,
      attributeValues: {},
      _version: 3,
      customPartitionKey: 'p',
      populateIndexFields: true,
    },
  },
  {
    id: 'scan of a segment of an index',
    expression: 'ddb.scan({ totalSegments: 4, segment: 1, index: "byName", consistentRead: true })',
    gives: {
      operation: 'Scan',
      totalSegments: 4,
      segment: 1,
      index: 'byName',
      consistentRead: true,
    },
  },
  { id: 'scan without options', expression: 'ddb.scan({})', gives: { operation: 'Scan' } },
  {
    id: 'query with every option',
    expression:
      'ddb.query({ query: { pk: { eq: "a" }, sk: { beginsWith: "b" } }, index: "byName", limit: 5, nextToken: "t", consistentRead: true, scanIndexForward: false, select: "ALL_ATTRIBUTES", filter: { done: { eq: true } }, projection: ["id", "nested.field"] })',
    gives: {
      operation: 'Query',
      query: {
        expression: '(#pk = :pk_eq) AND (begins_with(#sk,:sk_beginsWith))',
        expressionNames: { '#pk': 'pk', '#sk': 'sk' },
        expressionValues: { ':pk_eq': { S: 'a' }, ':sk_beginsWith': { S: 'b' } },
      },
      index: 'byName',
      limit: 5,
      nextToken: 't',
      consistentRead: true,
      scanIndexForward: false,
      select: 'ALL_ATTRIBUTES',
      filter: {
        expression: '(#done = :done_eq)',
        expressionNames: { '#done': 'done' },
        expressionValues: { ':done_eq': { BOOL: true } },
      },
      projection: {
        expression: '#expName_1, #expName_2.#expName_3',
        expressionNames: { '#expName_1': 'id', '#expName_2': 'nested', '#expName_3': 'field' },
      },
    },
  },
  {
    id: 'sync',
    expression:
      'ddb.sync({ basePartitionKey: "p", deltaIndexName: "delta", limit: 5, nextToken: "t", lastSync: 2, filter: { a: { eq: 1 } } })',
    gives: {
      operation: 'Sync',
      basePartitionKey: 'p',
      deltaIndexName: 'delta',
      limit: 5,
      nextToken: 't',
      lastSync: 2,
      filter: {
        expression: '(#a = :a_eq)',
        expressionNames: { '#a': 'a' },
        expressionValues: { ':a_eq': { N: 1 } },
      },
    },
  },
  {
    id: 'projection names a segment once',
    expression: 'ddb.get({ key: { id: "x" }, projection: ["a.b", "a.c"] })',
    gives: {
      operation: 'GetItem',
      key,
      projection: {
        expression: '#expName_1.#expName_2, #expName_1.#expName_3',
        expressionNames: { '#expName_1': 'a', '#expName_2': 'b', '#expName_3': 'c' },
      },
    },
  },
  {
    id: 'projection of a list item *',
    expression: 'ddb.get({ key: { id: "x" }, projection: ["nested.list[1]"] }).projection',
    gives: {
      expression: '#expName_1.#expName_2[1]',
      expressionNames: { '#expName_1': 'nested', '#expName_2': 'list' },
    },
  },
  {
    id: 'projection of nothing is left out *',
    expression: 'ddb.get({ key: { id: "x" }, projection: [] })',
    gives: { operation: 'GetItem', key },
  },
  {
    id: 'batchGet',
    expression: 'ddb.batchGet({ tables: { t: { keys: [{ id: "x" }], consistentRead: true } } })',
    gives: { operation: 'BatchGetItem', tables: { t: { keys: [key], consistentRead: true } } },
  },
  {
    id: 'batchPut',
    expression: 'ddb.batchPut({ tables: { t: [{ id: "x" }] } })',
    gives: { operation: 'BatchPutItem', tables: { t: [key] } },
  },
  {
    id: 'batchDelete',
    expression: 'ddb.batchDelete({ tables: { t: [{ id: "x" }] } })',
    gives: { operation: 'BatchDeleteItem', tables: { t: [key] } },
  },
  {
    id: 'transactGet',
    expression: 'ddb.transactGet({ items: [{ table: "t", key: { id: "x" } }] })',
    gives: { operation: 'TransactGetItems', transactItems: [{ table: 't', key }] },
  },
  {
    id: 'transactWrite',
    expression:
      'ddb.transactWrite({ items: [{ putItem: { table: "t", key: { id: "x" }, item: { a: 1 } } }, { updateItem: { table: "t", key: { id: "x" }, update: { a: 1 } } }, { deleteItem: { table: "t", key: { id: "x" } } }, { conditionCheck: { table: "t", key: { id: "x" }, condition: { v: { eq: 1 } } } }] })',
    gives: {
      operation: 'TransactWriteItems',
      transactItems: [
        { operation: 'PutItem', table: 't', key, attributeValues: { a: { N: 1 } } },
        { ...update('SET #expName_1 = :expValue_1', { N: 1 }), table: 't' },
        { operation: 'DeleteItem', table: 't', key },
        {
          operation: 'ConditionCheck',
          table: 't',
          key,
          condition: {
            expression: '(#v = :v_eq)',
            expressionNames: { '#v': 'v' },
            expressionValues: { ':v_eq': { N: 1 } },
          },
        },
      ],
    },
  },
  {
    id: 'toNumberSet keeps numbers, against its type',
    expression: 'ddb.toNumberSet([1, 2])',
    gives: { NS: [1, 2] },
  },
  {
    id: 'toStringSet',
    expression: "ddb.toStringSet(['a', 'b'])",
    gives: { SS: ['a', 'b'] },
  },
  {
    id: 'toBinarySet',
    expression: "ddb.toBinarySet(['SGVsbG8=', 'V29ybGQ='])",
    gives: { BS: ['SGVsbG8=', 'V29ybGQ='] },
  },
];

describe('@aws-appsync/utils/dynamodb', () => {
  test.each(CASES)('$id', ({ expression, gives }) => {
    expect(valueOf(expression)).toEqual(gives);
  });
});

describe('modules: the table that imports are checked against', () => {
  test.each([
    ['ddb', '@aws-appsync/utils/dynamodb'],
    ['rds', '@aws-appsync/utils/rds'],
    ['ai', '@aws-appsync/utils/ai'],
  ])('%s exports what %s is said to', (name, specifier) => {
    expect((valueOf(`Object.keys(${name})`) as string[]).toSorted()).toEqual(
      [...(MODULES[specifier] ?? [])].toSorted(),
    );
  });
});
