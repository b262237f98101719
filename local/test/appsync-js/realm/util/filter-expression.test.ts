import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support.ts';

interface Row {
  readonly filter: string;
  readonly expression: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Shapes recorded from AWS with EvaluateCode; the field names are ours. */
const ROWS: readonly Row[] = [
  { filter: '{ v: { eq: "x" } }', expression: '(#v = :v_eq)', values: { ':v_eq': { S: 'x' } } },
  { filter: '{ v: { ne: 1.5 } }', expression: '(#v <> :v_ne)', values: { ':v_ne': { N: 1.5 } } },
  { filter: '{ v: { lt: 1 } }', expression: '(#v < :v_lt)', values: { ':v_lt': { N: 1 } } },
  { filter: '{ v: { le: 1 } }', expression: '(#v <= :v_le)', values: { ':v_le': { N: 1 } } },
  { filter: '{ v: { gt: 1 } }', expression: '(#v > :v_gt)', values: { ':v_gt': { N: 1 } } },
  { filter: '{ v: { ge: 1 } }', expression: '(#v >= :v_ge)', values: { ':v_ge': { N: 1 } } },
  {
    filter: '{ v: { eq: null } }',
    expression: '(#v = :v_eq)',
    values: { ':v_eq': { NULL: null } },
  },
  {
    filter: '{ v: { eq: [1] } }',
    expression: '(#v = :v_eq)',
    values: { ':v_eq': { L: [{ N: 1 }] } },
  },
  {
    filter: '{ v: { contains: "x" } }',
    expression: '(contains(#v,:v_contains))',
    values: { ':v_contains': { S: 'x' } },
  },
  {
    filter: '{ v: { notContains: "x" } }',
    expression: '(NOT contains(#v,:v_notContains))',
    values: { ':v_notContains': { S: 'x' } },
  },
  {
    filter: '{ v: { beginsWith: "x" } }',
    expression: '(begins_with(#v,:v_beginsWith))',
    values: { ':v_beginsWith': { S: 'x' } },
  },
  {
    filter: '{ v: { between: [1, 9] } }',
    expression: '(#v BETWEEN :v_between_start AND :v_between_end)',
    values: { ':v_between_start': { N: 1 }, ':v_between_end': { N: 9 } },
  },
  {
    filter: '{ v: { in: ["a", "b"] } }',
    expression: '(#v IN (:v_in_0, :v_in_1))',
    values: { ':v_in_0': { S: 'a' }, ':v_in_1': { S: 'b' } },
  },
  { filter: '{ v: { in: [] } }', expression: '(null)' },
  { filter: '{ v: { attributeExists: true } }', expression: '(attribute_exists(#v))' },
  { filter: '{ v: { attributeExists: false } }', expression: '(attribute_not_exists(#v))' },
  {
    filter: '{ v: { attributeType: "_null" } }',
    expression: '(attribute_type(#v,:v_attributeType))',
    values: { ':v_attributeType': { S: 'NULL' } },
  },
  {
    filter: '{ v: { attributeType: "numberSet" } }',
    expression: '(attribute_type(#v,:v_attributeType))',
    values: { ':v_attributeType': { S: 'NS' } },
  },
  {
    filter: '{ v: { size: { gt: 2 } } }',
    expression: '(size(#v) > :v_size_gt)',
    values: { ':v_size_gt': { N: 2 } },
  },
  {
    filter: '{ v: { size: { size: { gt: 1 } } } }',
    expression: '(size(#v) > :v_size_size_gt)',
    values: { ':v_size_size_gt': { N: 1 } },
  },
  {
    filter: '{ v: { size: { gt: 2, lt: 5 } } }',
    expression: '((size(#v) > :v_size_gt) AND (size(#v) < :v_size_lt))',
    values: { ':v_size_gt': { N: 2 }, ':v_size_lt': { N: 5 } },
  },
  {
    filter: '{ v: { ge: 1, le: 5 } }',
    expression: '((#v >= :v_ge) AND (#v <= :v_le))',
    values: { ':v_ge': { N: 1 }, ':v_le': { N: 5 } },
  },
  {
    filter: '{ and: [{ v: { eq: 1 } }] }',
    expression: '(#v = :and_0_v_eq)',
    values: { ':and_0_v_eq': { N: 1 } },
  },
  {
    filter: '{ or: [{ v: { eq: 1 } }, { v: { eq: 2 } }] }',
    expression: '((#v = :or_0_v_eq) OR (#v = :or_1_v_eq))',
    values: { ':or_0_v_eq': { N: 1 }, ':or_1_v_eq': { N: 2 } },
  },
  {
    filter: '{ not: { v: { eq: 1 } } }',
    expression: '(NOT (#v = :not_v_eq))',
    values: { ':not_v_eq': { N: 1 } },
  },
  {
    filter: '{ not: { not: { v: { eq: 1 } } } }',
    expression: '(NOT (NOT (#v = :not_not_v_eq)))',
    values: { ':not_not_v_eq': { N: 1 } },
  },
  {
    filter: '{ and: [{ or: [{ and: [{ v: { eq: 1 } }] }] }] }',
    expression: '(#v = :and_0_or_0_and_0_v_eq)',
    values: { ':and_0_or_0_and_0_v_eq': { N: 1 } },
  },
  {
    filter: '{ or: [{ v: { ge: 1, le: 5 } }, { not: { v: { eq: 3 } }, v: { lt: 9 } }] }',
    expression:
      '(((#v >= :or_0_v_ge) AND (#v <= :or_0_v_le)) OR (NOT (#v = :or_1_not_v_eq)) AND (#v < :or_1_v_lt))',
    values: {
      ':or_0_v_ge': { N: 1 },
      ':or_0_v_le': { N: 5 },
      ':or_1_not_v_eq': { N: 3 },
      ':or_1_v_lt': { N: 9 },
    },
  },
  {
    filter: '{ v: { size: { contains: "x" } } }',
    expression: '(contains(size(#v),:v_size_contains))',
    values: { ':v_size_contains': { S: 'x' } },
  },
  {
    filter: '{ v: { between: ["1", "9", "3"] } }',
    expression: '(#v BETWEEN :v_between_start AND :v_between_end)',
    values: { ':v_between_start': { S: '1' }, ':v_between_end': { S: '9' } },
  },
  { filter: '{ v: {} }', expression: '' },
  {
    filter: '{ and: [{ v: { eq: 1 } }, {}] }',
    expression: '((#v = :and_0_v_eq) AND )',
    values: { ':and_0_v_eq': { N: 1 } },
  },
];

describe('util.transform: a filter as a DynamoDB expression', () => {
  test.each(ROWS)('$filter', ({ filter, expression, values = {} }) => {
    const wanted = { expression, expressionNames: { '#v': 'v' }, expressionValues: values };
    const text = valueOf(`util.transform.toDynamoDBFilterExpression(${filter})`);
    expect(JSON.parse(String(text))).toEqual(wanted);
    // Both functions were recorded to answer the same.
    expect(valueOf(`util.transform.toDynamoDBConditionExpression(${filter})`)).toBe(text);
  });

  test('two fields: joined without being wrapped, to the letter', () => {
    expect(
      valueOf(
        'util.transform.toDynamoDBConditionExpression({ id: { attributeExists: true }, version: { eq: 10 } })',
      ),
    ).toBe(
      '{"expression":"(attribute_exists(#id)) AND (#version = :version_eq)","expressionNames":{"#id":"id","#version":"version"},"expressionValues":{":version_eq":{"N":10}}}',
    );
  });

  test('contains: the text that the documentation of the types shows, as AWS really writes it', () => {
    expect(
      valueOf('util.transform.toDynamoDBFilterExpression({ title: { contains: "Hello World" } })'),
    ).toBe(
      '{"expression":"(contains(#title,:title_contains))","expressionNames":{"#title":"title"},"expressionValues":{":title_contains":{"S":"Hello World"}}}',
    );
  });

  test.each(['{}', '{ and: [] }'])('%s: renders nothing', (filter) => {
    expect(valueOf(`util.transform.toDynamoDBFilterExpression(${filter})`)).toBe(
      '{"expression":"","expressionNames":{},"expressionValues":{}}',
    );
  });

  test('a name is taken as it is, dots included', () => {
    expect(valueOf('util.transform.toDynamoDBFilterExpression({ "a.b": { eq: 1 } })')).toBe(
      '{"expression":"(#a.b = :a.b_eq)","expressionNames":{"#a.b":"a.b"},"expressionValues":{":a.b_eq":{"N":1}}}',
    );
  });

  const REFUSED = [
    'null',
    'undefined',
    '[]',
    '"text"',
    '{ v: { foo: 1 } }',
    '{ v: { toString: 1 } }',
    '{ v: { attributeType: "toString" } }',
    '{ v: "x" }',
    '{ a: { b: { eq: 1 } } }',
    '{ and: { a: { eq: 1 } } }',
    '{ and: null }',
    '{ and: [null] }',
    '{ not: [] }',
    '{ v: { between: [1] } }',
    '{ v: { between: "x" } }',
    '{ v: { in: "x" } }',
    '{ v: { attributeExists: "yes" } }',
    '{ v: { attributeType: "S" } }',
    '{ v: { size: 3 } }',
  ];
  test.each(REFUSED)('%s: cannot be rendered, gives null', (filter) => {
    expect(valueOf(`util.transform.toDynamoDBFilterExpression(${filter})`)).toBeNull();
  });
});
