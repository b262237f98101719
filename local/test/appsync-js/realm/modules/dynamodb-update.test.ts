import { describe, expect, test } from 'vitest';
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
    id: 'update increment by default',
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
    id: 'update remove has an empty map of values',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.remove() } })',
    gives: {
      operation: 'UpdateItem',
      key,
      update: {
        expression: 'REMOVE #expName_1',
        expressionNames: { '#expName_1': 'a' },
        expressionValues: {},
      },
    },
  },
  {
    id: 'update removes several attributes in one clause',
    expression:
      'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.remove(), b: ddb.operations.remove() } }).update.expression',
    gives: 'REMOVE #expName_1, #expName_2',
  },
  {
    id: 'update numbers what it sets before what it removes',
    expression:
      'ddb.update({ key: { id: "x" }, update: { b: ddb.operations.remove(), a: ddb.operations.increment(1) } })',
    gives: {
      operation: 'UpdateItem',
      key,
      update: {
        expression: 'SET #expName_1 = #expName_1 + :expValue_1 REMOVE #expName_2',
        expressionNames: { '#expName_1': 'a', '#expName_2': 'b' },
        expressionValues: { ':expValue_1': { N: 1 } },
      },
    },
  },
  {
    id: 'update of a list item *',
    expression:
      'ddb.update({ key: { id: "x" }, update: { a: ddb.operations.updateListItem("v", 2) } })',
    gives: update('SET #expName_1[2] = :expValue_1', { S: 'v' }),
  },
  {
    id: 'update of several items of one list',
    expression:
      'ddb.update({ key: { id: "x" }, update: { a: [ddb.operations.updateListItem("v", 1), ddb.operations.updateListItem("w", 2)] } })',
    gives: {
      operation: 'UpdateItem',
      key,
      update: {
        expression: 'SET #expName_1[1] = :expValue_1, #expName_1[2] = :expValue_2',
        expressionNames: { '#expName_1': 'a' },
        expressionValues: { ':expValue_1': { S: 'v' }, ':expValue_2': { S: 'w' } },
      },
    },
  },
  {
    id: 'update with a list that is not of items replaces the attribute *',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: ["v"] } })',
    gives: update('SET #expName_1 = :expValue_1', { L: [{ S: 'v' }] }),
  },
  {
    id: 'update with null *',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: null } })',
    gives: update('SET #expName_1 = :expValue_1', { NULL: null }),
  },
  {
    // https://github.com/aws/aws-appsync-community/issues/393
    id: 'update of a nested attribute numbers names and values apart',
    expression:
      'ddb.update({ key: { id: "x" }, update: { a: { b: ddb.operations.replace(null) } } })',
    gives: {
      operation: 'UpdateItem',
      key,
      update: {
        expression: 'SET #expName_1.#expName_2 = :expValue_1',
        expressionNames: { '#expName_1': 'a', '#expName_2': 'b' },
        expressionValues: { ':expValue_1': { NULL: null } },
      },
    },
  },
  {
    id: 'update names an attribute once, wherever it occurs *',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: { n: 1 }, n: 2 } }).update',
    gives: {
      expression: 'SET #expName_1.#expName_2 = :expValue_1, #expName_2 = :expValue_2',
      expressionNames: { '#expName_1': 'a', '#expName_2': 'n' },
      expressionValues: { ':expValue_1': { N: 1 }, ':expValue_2': { N: 2 } },
    },
  },
  {
    id: 'update of an attribute that is called type is no operation *',
    expression: 'ddb.update({ key: { id: "x" }, update: { a: { type: "toString" } } }).update',
    gives: {
      expression: 'SET #expName_1.#expName_2 = :expValue_1',
      expressionNames: { '#expName_1': 'a', '#expName_2': 'type' },
      expressionValues: { ':expValue_1': { S: 'toString' } },
    },
  },
  {
    id: 'update with a version and a condition',
    expression:
      'ddb.update({ key: { id: "x" }, update: { a: "v" }, condition: { b: { eq: 2 } }, _version: 5 })',
    gives: {
      ...update('SET #expName_1 = :expValue_1', { S: 'v' }),
      condition: {
        expression: '(#b = :b_eq)',
        expressionNames: { '#b': 'b' },
        expressionValues: { ':b_eq': { N: 2 } },
      },
      _version: 5,
    },
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
    id: 'operations.remove',
    expression: 'ddb.operations.remove()',
    gives: { type: 'OPERATION_REMOVE' },
  },
  {
    id: 'operations.add',
    expression: 'ddb.operations.add(10)',
    gives: { type: 'OPERATION_ADD', value: 10 },
  },
];

describe('@aws-appsync/utils/dynamodb: update and its operations', () => {
  test.each(CASES)('$id', ({ expression, gives }) => {
    expect(valueOf(expression)).toEqual(gives);
  });
});
