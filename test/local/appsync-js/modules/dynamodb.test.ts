import { describe, expect, test } from 'vitest';
import { MODULES } from '../../../../local/appsync-js/modules/names.ts';
import { valueOf } from '../support.ts';
import type { Case } from '../support.ts';

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

/** Recorded from AWS with EvaluateCode; ids with `*` follow the type definitions and the request forms only. */
const CASES: readonly Case[] = [
  { id: 'get', expression: 'ddb.get({ key: { id: "x" } })', gives: { operation: 'GetItem', key } },
  {
    id: 'get with options *',
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
    id: 'a condition without values has none *',
    expression: 'ddb.remove({ key: { id: "x" }, condition: { id: { attributeExists: true } } })',
    gives: {
      operation: 'DeleteItem',
      key,
      condition: { expression: '(attribute_exists(#id))', expressionNames: { '#id': 'id' } },
    },
  },
  {
    id: 'update with a plain value',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: "v" } })',
    gives: update('SET #expName_1 = :expValue_1', { S: 'v' }),
  },
  {
    id: 'update add',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.add(10) } })',
    gives: update('SET #expName_1 = :expValue_1', { N: 10 }),
  },
  {
    id: 'update replace',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.replace({ b: 1 }) } })',
    gives: update('SET #expName_1 = :expValue_1', { M: { b: { N: 1 } } }),
  },
  {
    id: 'update increment',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.increment(10) } })',
    gives: update('SET #expName_1 = #expName_1 + :expValue_1', { N: 10 }),
  },
  {
    id: 'update increment by default *',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.increment() } })',
    gives: update('SET #expName_1 = #expName_1 + :expValue_1', { N: 1 }),
  },
  {
    id: 'update decrement',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.decrement(10) } })',
    gives: update('SET #expName_1 = #expName_1 - :expValue_1', { N: 10 }),
  },
  {
    id: 'update append',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.append([1]) } })',
    gives: update('SET #expName_1 = list_append(#expName_1, :expValue_1)', { L: [{ N: 1 }] }),
  },
  {
    id: 'update prepend',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.prepend([1]) } })',
    gives: update('SET #expName_1 = list_append(:expValue_1, #expName_1)', { L: [{ N: 1 }] }),
  },
  {
    id: 'update of several attributes numbers them in order',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: 1, b: "two" } })',
    gives: {
      operation: 'UpdateItem',
      key,
      update: {
        expression: 'SET #expName_1 = :expValue_1, #expName_2 = :expValue_2',
        expressionNames: { '#expName_1': 'a', '#expName_2': 'b' },
        expressionValues: { ':expValue_1': { N: 1 }, ':expValue_2': { S: 'two' } },
      },
    },
  },
  {
    id: 'update remove *',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.remove() } })',
    gives: {
      operation: 'UpdateItem',
      key,
      update: { expression: 'REMOVE #expName_1', expressionNames: { '#expName_1': 'a' } },
    },
  },
  {
    id: 'update of a list item *',
    expression:
      'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.updateListItem("v", 2) } })',
    gives: update('SET #expName_1[2] = :expValue_1', { S: 'v' }),
  },
  {
    id: 'update of a nested attribute *',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: { b: 1 } } })',
    gives: {
      operation: 'UpdateItem',
      key,
      update: {
        expression: 'SET #expName_1.#expName_2 = :expValue_2',
        expressionNames: { '#expName_1': 'a', '#expName_2': 'b' },
        expressionValues: { ':expValue_2': { N: 1 } },
      },
    },
  },
  {
    id: 'projection *',
    expression: 'ddb.get({ key: { id: "x" }, projection: ["id", "nested.list[1]"] })',
    gives: {
      operation: 'GetItem',
      key,
      projection: {
        expression: '#projection_1, #projection_2.#projection_3[1]',
        expressionNames: {
          '#projection_1': 'id',
          '#projection_2': 'nested',
          '#projection_3': 'list',
        },
      },
    },
  },
  {
    id: 'batchGet *',
    expression: 'ddb.batchGet({ tables: { t: { keys: [{ id: "x" }], consistentRead: true } } })',
    gives: { operation: 'BatchGetItem', tables: { t: { keys: [key], consistentRead: true } } },
  },
  {
    id: 'batchPut *',
    expression: 'ddb.batchPut({ tables: { t: [{ id: "x" }] } })',
    gives: { operation: 'BatchPutItem', tables: { t: [key] } },
  },
  {
    id: 'batchDelete *',
    expression: 'ddb.batchDelete({ tables: { t: [{ id: "x" }] } })',
    gives: { operation: 'BatchDeleteItem', tables: { t: [key] } },
  },
  {
    id: 'transactGet *',
    expression: 'ddb.transactGet({ items: [{ table: "t", key: { id: "x" } }] })',
    gives: { operation: 'TransactGetItems', transactItems: [{ table: 't', key }] },
  },
  {
    id: 'transactWrite *',
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
    id: 'toNumberSet writes text *',
    expression: 'ddb.toNumberSet([1, 2])',
    gives: { NS: ['1', '2'] },
  },
  {
    id: 'toStringSet *',
    expression: "ddb.toStringSet(['a', 'b'])",
    gives: { SS: ['a', 'b'] },
  },
  {
    id: 'toBinarySet *',
    expression: "ddb.toBinarySet(['SGVsbG8=', 'V29ybGQ='])",
    gives: { BS: ['SGVsbG8=', 'V29ybGQ='] },
  },
  {
    id: 'operations.increment',
    expression: 'ddb.operations.increment(10)',
    gives: { type: 'OPERATION_INCREMENT', by: 10 },
  },
  {
    id: 'operations.append',
    expression: 'ddb.operations.append([1])',
    gives: { type: 'OPERATION_APPEND', items: [1] },
  },
  {
    id: 'operations.add',
    expression: 'ddb.operations.add(10)',
    gives: { type: 'OPERATION_ADD', value: 10 },
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
