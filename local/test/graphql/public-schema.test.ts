import { buildASTSchema, parse, validateSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readPublicSchema } from '../../graphql/public-schema.ts';
import { constant, createTestApi } from '../support/appsync-api.ts';

const QUERY = 'type Query { a: Int }';

/** [what, schema, warnings as `line:column beginning of the message`] */
const TAKEN: readonly (readonly [string, string, readonly (readonly [string, RegExp])[]])[] = [
  [
    'AWS scalars that are declared',
    `scalar AWSJSON\n"""Text"""\nscalar AWSDateTime\n${QUERY} type T { j: AWSJSON d: AWSDateTime }`,
    [
      ['1:1', /^scalar AWSJSON is declared/],
      ['2:1', /^scalar AWSDateTime is declared/],
    ],
  ],
  [
    'a scalar of GraphQL and Long declared, one twice',
    `scalar ID scalar Long scalar Long ${QUERY}`,
    [
      ['1:1', /^scalar ID/],
      ['1:11', /^scalar Long.*also at 1:23/],
    ],
  ],
  [
    'directives of AppSync that are declared in other words',
    `directive @aws_iam on FIELD | OBJECT | UNION\ndirective @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION\ntype Query { a: Int @aws_iam }`,
    [
      ['1:1', /^directive @aws_iam is declared, which/],
      ['2:1', /^directive @aws_subscribe is declared, which/],
    ],
  ],
  [
    'directives that nobody declared',
    'type Post @model @auth(rules: [{ allow: owner }]) {\n  id: ID! @primaryKey(sortKeyFields: ["b"])\n}\ntype Query { a: Int @mine }',
    [
      ['1:11', /^@model is no directive of AppSync/],
      ['1:18', /^@auth is no/],
      ['2:11', /^@primaryKey is no/],
      ['4:21', /^@mine is no/],
    ],
  ],
  [
    'a directive of its own, used twice on a field',
    'directive @cost(n: Int) on FIELD_DEFINITION\ntype Query { a: Int @cost(n: 1) @cost(n: 2) }',
    [
      ['1:1', /^directive @cost is declared/],
      ['2:21', /^@cost is no .*also at 2:33/],
    ],
  ],
  [
    'auth directives where they do nothing',
    'union U @aws_iam = T\ninterface I @aws_api_key { a: Int @aws_iam }\ninput In @aws_oidc { a: Int @aws_iam }\nenum E @aws_lambda { A @aws_iam }\ntype T implements I { a(b: Int @aws_iam): Int }\nschema @aws_iam { query: Query }\ntype Query @aws_auth(cognito_groups: ["x"]) { t(in: In): T e: E u: U }',
    [
      ['1:9', /^@aws_iam does nothing on UNION/],
      ['2:13', /^@aws_api_key does nothing on INTERFACE/],
      ['3:10', /^@aws_oidc does nothing on INPUT_OBJECT/],
      ['3:29', /^@aws_iam does nothing on ARGUMENT_DEFINITION.*5:32/],
      ['4:8', /^@aws_lambda does nothing on ENUM/],
      ['4:24', /^@aws_iam does nothing on ENUM_VALUE/],
      ['6:8', /^@aws_iam does nothing on SCHEMA/],
      ['7:12', /^@aws_auth does nothing on OBJECT/],
    ],
  ],
  [
    'a directive that stands twice',
    'type Query { a: Int @aws_iam @aws_api_key @aws_iam }',
    [['1:43', /^@aws_iam stands here twice/]],
  ],
  [
    'semicolons, but those in texts',
    'type Query {\n  a: Int;\n  "x; y" b: Int; # c;\n  """z;""" c(d: String = ";"): Int\n};',
    [['2:9', /^; is no sign.*also at 3:16, 5:2/]],
  ],
  [
    'interfaces in old SDL',
    `interface A { a: Int } interface B { b: Int } interface C { c: Int }\ntype T implements A, B,\n  C @aws_iam { a: Int b: Int c: Int }\ntype U implements A B { a: Int b: Int }\n${QUERY}`,
    [['2:20', /^implements A, B is old SDL.*2:23, 4:20/]],
  ],
  ['@oneOf', `input In @oneOf { a: Int }\n${QUERY}`, [['1:10', /^@oneOf is no directive/]]],
  [
    '@deprecated on a type',
    'type Query @deprecated { a: Int @deprecated(reason: "x") }',
    [['1:12', /^@deprecated does nothing on OBJECT/]],
  ],
  [
    'nothing unusual',
    '# c\n"D" type Query { "d" a(b: Int = 1, c: [Int!]): Int, x: Int @aws_auth(cognito_groups: ["a"]) }\r\nextend type Query { e: E }\nenum E { A, B }\ntype Unused implements I & J { type: Int implements: Int }\ninterface I { type: Int }\ninterface J { implements: Int }\nunion U =\n  | Query\n  | Unused',
    [],
  ],
];

describe('readPublicSchema', () => {
  test.each(TAKEN)('%s: is taken, and told with its place', (_what, source, expected) => {
    const { schema, warnings } = readPublicSchema(source);
    expect(warnings.map(({ line, column }) => `${line}:${column}`)).toEqual(
      expected.map(([place]) => place),
    );
    for (const [index, { message }] of warnings.entries()) {
      expect(message).toMatch(expected[index]?.[1] ?? /^$/);
    }
    // Every place stays where it was.
    expect(schema).toHaveLength(source.length);
    expect(schema.split('\n')).toHaveLength(source.split('\n').length);
    expect(readPublicSchema(schema).warnings).toEqual([]);
    expect(() => createTestApi({ schema: source, resolvers: {} })).not.toThrow();
  });

  test('what it gives: is a schema of GraphQL alone', () => {
    const { schema } = readPublicSchema(
      'type Post @model { id: ID; }\ntype Query { a: Post @mine }',
    );
    expect(validateSchema(buildASTSchema(parse(schema)))).toEqual([]);
  });

  test('a directive that counts: still does', async () => {
    const schema =
      'directive @aws_iam on OBJECT\ntype Query { a: Int; b: Int @deprecated(reason: "x") @mine }';
    const { query } = createTestApi({ schema, resolvers: { 'Query.a': constant(1) } });
    expect(await query('{ a }')).toEqual({ data: { a: 1 } });
  });
});
