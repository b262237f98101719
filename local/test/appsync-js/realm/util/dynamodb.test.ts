import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support.ts';
import type { Case } from '../../support.ts';

/** Recorded from AWS with EvaluateCode unless the id ends in `*`: those follow the documentation only. */
const CASES: readonly Case[] = [
  { id: 'a string', expression: 'util.dynamodb.toDynamoDB("test")', gives: { S: 'test' } },
  {
    id: 'a number stays a number',
    expression: 'util.dynamodb.toDynamoDB(12345)',
    gives: { N: 12345 },
  },
  { id: 'a boolean', expression: 'util.dynamodb.toDynamoDB(true)', gives: { BOOL: true } },
  { id: 'null', expression: 'util.dynamodb.toDynamoDB(null)', gives: { NULL: null } },
  {
    id: 'undefined members are dropped *',
    expression: 'util.dynamodb.toDynamoDB({ a: undefined })',
    gives: { M: {} },
  },
  { id: 'toString', expression: 'util.dynamodb.toString("test")', gives: { S: 'test' } },
  { id: 'toString of null *', expression: 'util.dynamodb.toString(null)', gives: null },
  {
    id: 'toStringSet',
    expression: 'util.dynamodb.toStringSet(["foo", "bar"])',
    gives: { SS: ['foo', 'bar'] },
  },
  { id: 'toNumber', expression: 'util.dynamodb.toNumber(12345)', gives: { N: 12345 } },
  {
    id: 'toNumberSet',
    expression: 'util.dynamodb.toNumberSet([1, 23, 4.56])',
    gives: { NS: [1, 23, 4.56] },
  },
  { id: 'toBinary', expression: 'util.dynamodb.toBinary("foo")', gives: { B: 'foo' } },
  { id: 'toBinarySet', expression: 'util.dynamodb.toBinarySet(["foo"])', gives: { BS: ['foo'] } },
  { id: 'toBoolean', expression: 'util.dynamodb.toBoolean(true)', gives: { BOOL: true } },
  { id: 'toNull', expression: 'util.dynamodb.toNull()', gives: { NULL: null } },
  {
    id: 'toList',
    expression: 'util.dynamodb.toList(["foo", 123, { bar: "baz" }])',
    gives: { L: [{ S: 'foo' }, { N: 123 }, { M: { bar: { S: 'baz' } } }] },
  },
  {
    id: 'toMap',
    expression: 'util.dynamodb.toMap({ foo: "bar", baz: 1234, beep: ["boop"] })',
    gives: { M: { foo: { S: 'bar' }, baz: { N: 1234 }, beep: { L: [{ S: 'boop' }] } } },
  },
  {
    id: 'toMapValues',
    expression: 'util.dynamodb.toMapValues({ foo: "bar", baz: 1234, beep: ["boop"] })',
    gives: { foo: { S: 'bar' }, baz: { N: 1234 }, beep: { L: [{ S: 'boop' }] } },
  },
  {
    id: 'toS3Object',
    expression: 'util.dynamodb.toS3Object("foo", "bar", "baz")',
    gives: { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz"}}' },
  },
  {
    id: 'toS3Object with a version',
    expression: 'util.dynamodb.toS3Object("foo", "bar", "baz", "beep")',
    gives: { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz","version":"beep"}}' },
  },
  {
    id: 'fromS3ObjectJson',
    expression: 'util.dynamodb.fromS3ObjectJson(util.dynamodb.toS3Object("k", "b", "r", "v").S)',
    gives: { key: 'k', bucket: 'b', region: 'r', version: 'v' },
  },
  {
    id: 'fromS3ObjectJson of other text *',
    expression: '["no JSON", "{}", null].map((text) => util.dynamodb.fromS3ObjectJson(text))',
    gives: [null, null, null],
  },
  {
    id: 'nothing given is null *',
    expression:
      '[util.dynamodb.toNumber(undefined), util.dynamodb.toStringSet(null), util.dynamodb.toList("x"), util.dynamodb.toMap([]), util.dynamodb.toMapValues(null)]',
    gives: [null, null, null, null, null],
  },
  {
    id: 'empty and false values are values *',
    expression:
      '[util.dynamodb.toString(""), util.dynamodb.toNumber(0), util.dynamodb.toBoolean(false), util.dynamodb.toDynamoDB([]), util.dynamodb.toDynamoDB({})]',
    gives: [{ S: '' }, { N: 0 }, { BOOL: false }, { L: [] }, { M: {} }],
  },
  {
    id: 'lists of undefined and null hold NULL *',
    expression: 'util.dynamodb.toDynamoDB([undefined, null, { a: [] }])',
    gives: { L: [{ NULL: null }, { NULL: null }, { M: { a: { L: [] } } }] },
  },
];

/* Names that objects inherit elsewhere are names as any others. */
const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];

describe.each(NAMES)('a member called %s', (name) => {
  const object = `JSON.parse('{"${name}":"v"}')`;
  const typed = { [name]: { S: 'v' } };
  test.each([
    [`util.dynamodb.toMapValues(${object})`, typed],
    [`util.dynamodb.toDynamoDB(${object})`, { M: typed }],
    [`util.dynamodb.toMap([${object}][0])`, { M: typed }],
    [`ddb.put({ key: { id: "1" }, item: ${object} }).attributeValues`, typed],
    [`ddb.get({ key: ${object} }).key`, typed],
    [
      `ddb.batchGet({ tables: JSON.parse('{"${name}":{"keys":[]}}') }).tables`,
      { [name]: { keys: [] } },
    ],
    [
      `Object.values(ddb.update({ key: { id: "1" }, update: ${object} }).update.expressionNames)`,
      [name],
    ],
    [
      `Object.values(JSON.parse(util.transform.toDynamoDBFilterExpression(JSON.parse('{"${name}":{"eq":"v"}}'))).expressionNames)`,
      [name],
    ],
    [`{ ...${object} }`, { [name]: 'v' }],
    [`Object.assign({}, ${object})`, { [name]: 'v' }],
    [`util.http.copyHeaders(${object})`, { [name]: 'v' }],
  ])('%s: keeps it', (expression, gives) => {
    expect(valueOf(`JSON.stringify(${expression})`)).toBe(JSON.stringify(gives));
  });
});

describe('util.dynamodb', () => {
  test.each(CASES)('$id', ({ expression, gives }) => {
    expect(valueOf(expression)).toEqual(gives);
  });
});
