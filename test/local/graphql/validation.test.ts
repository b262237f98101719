import { expect, test } from 'vitest';
import { createTestApi } from '../../support/appsync-api.ts';

// graphql-java's sentences as AppSync answers them; the ones seen in AWS's answers are marked.

const { query } = createTestApi({
  schema: /* GraphQL */ `
    type Query {
      user(id: ID!): User
      users: [User!]
      text: String
      send(data: AWSJSON, input: In, n: Int): String
    }
    type User {
      id: ID!
    }
    input In {
      test: String!
      level: Level
    }
    enum Level {
      EASY
    }
  `,
});

const cases: readonly (readonly [query: string, line: number, column: number, message: string])[] =
  [
    // Seen in AWS's answers:
    [
      '{badfield}',
      1,
      2,
      "FieldUndefined: Field 'badfield' in type 'Query' is undefined @ 'badfield'",
    ],
    [
      '{ user(id: 1) { name } }',
      1,
      17,
      "FieldUndefined: Field 'name' in type 'User' is undefined @ 'user/name'",
    ],
    ['{ user { id } }', 1, 3, "MissingFieldArgument: Missing field argument id @ 'user'"],
    ['{ user(id: 1, x: 2) { id } }', 1, 15, "UnknownArgument: Unknown field argument x @ 'user'"],
    [
      '{\n  text { x }\n}',
      2,
      3,
      "SubSelectionNotAllowed: Sub selection not allowed on leaf type String of field text @ 'text'",
    ],
    [
      '{ user(id: 1) }',
      1,
      3,
      "SubSelectionRequired: Sub selection required for type User of field user @ 'user'",
    ],
    [
      '{ users }',
      1,
      3,
      "SubSelectionRequired: Sub selection required for type null of field users @ 'users'",
    ],
    [
      '{ send(data: {a: 1}) }',
      1,
      8,
      "WrongType: argument 'data' with value 'ObjectValue{objectFields=[ObjectField{name='a', value=IntValue{value=1}}]}' is not a valid 'AWSJSON' @ 'send'",
    ],
    [
      '{ send(input: {testa: "test"}) }',
      1,
      8,
      "WrongType: argument 'input' with value 'ObjectValue{objectFields=[ObjectField{name='testa', value=StringValue{value='test'}}]}' is missing required fields '[test]' @ 'send'",
    ],
    // graphql-java's, not seen from AWS:
    [
      '{ send(input: {test: "a", level: HARD}) }',
      1,
      8,
      "WrongType: argument 'input.level' with value 'EnumValue{name='HARD'}' is not a valid 'Level' @ 'send'",
    ],
    [
      '{ send(n: "1") }',
      1,
      8,
      "WrongType: argument 'n' with value 'StringValue{value='1'}' is not a valid 'Int' @ 'send'",
    ],
    [
      '{ user(id: null) { id } }',
      1,
      8,
      "WrongType: argument 'id' with value 'NullValue{}' must not be null @ 'user'",
    ],
    [
      'query ($id: ID) { user(id: $id) { id } }',
      1,
      28,
      "VariableTypeMismatch: Variable type 'ID' doesn't match expected type 'ID!' @ 'user'",
    ],
    ['{ user(id: $id) { id } }', 1, 12, "UndefinedVariable: Undefined variable id @ 'user'"],
    ['query ($id: ID) { text }', 1, 8, 'UnusedVariable: Unused variable id'],
    ['{ user(id: 1) { ...F } }', 1, 20, "UndefinedFragment: Undefined fragment F @ 'user'"],
    ['{ text @no }', 1, 8, "UnknownDirective: Unknown directive no @ 'text'"],
    ['{ a: text a: send }', 1, 3, "FieldsConflict: a: text and send are different fields @ 'text'"],
    [
      '{ user(id: 1) { ... on Query { text } } }',
      1,
      17,
      "InvalidFragmentType: Fragment cannot be spread here as objects of type User can never be of type Query @ 'user/Query'",
    ],
  ];

test.each(cases)('validation of %s', async (text, line, column, message) => {
  expect(JSON.stringify(await query(text))).toBe(
    JSON.stringify({
      data: null,
      errors: [
        {
          path: null,
          locations: [{ line, column, sourceName: null }],
          message: `Validation error of type ${message}`,
        },
      ],
    }),
  );
});

test('syntax error: status 200 with an InvalidSyntax message', async () => {
  expect(await query('{ text ')).toMatchObject({
    data: null,
    errors: [
      { path: null, message: expect.stringMatching(/^Validation error of type InvalidSyntax: /) },
    ],
  });
});
