import { expect, test } from 'vitest';
import { createTestApi } from '../support/appsync-api.ts';

// graphql-java 9's sentences, which are AppSync's; the ones seen in AWS's answers are marked.

const { query } = createTestApi({
  schema: /* GraphQL */ `
    type Query {
      user(id: ID!): User
      users: [User!]
      text: String
      send(data: AWSJSON, input: In, n: Int): String
      named: Named
    }
    interface Named {
      name: String
    }
    type User {
      id: ID!
    }
    type Cat implements Named {
      name: String
      size: Int
    }
    input In {
      test: String!
      level: Level
      inner: [In]
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
    [
      '{ user(id: 1) { ... on Query { text } } }',
      1,
      17,
      "InvalidFragmentType: Fragment cannot be spread here as objects of type User can never be of type Query @ 'user'",
    ],
    // An object inside that is wrong is told with the whole argument, a scalar with itself.
    [
      '{ send(input: {test: "a", inner: [{}]}) }',
      1,
      8,
      "WrongType: argument 'input.inner[0]' with value 'ObjectValue{objectFields=[ObjectField{name='test', value=StringValue{value='a'}}, ObjectField{name='inner', value=ArrayValue{values=[ObjectValue{objectFields=[]}]}}]}' is missing required fields '[test]' @ 'send'",
    ],
    [
      '{ send(input: {test: "a", more: 1}) }',
      1,
      8,
      "WrongType: argument 'input' with value 'ObjectValue{objectFields=[ObjectField{name='test', value=StringValue{value='a'}}, ObjectField{name='more', value=IntValue{value=1}}]}' contains a field not in 'In': 'more' @ 'send'",
    ],
    [
      '{ send(input: "x") }',
      1,
      8,
      "WrongType: argument 'input' with value 'StringValue{value='x'}' must be an object type @ 'send'",
    ],
    [
      'query ($n: Int = "x") { send(n: $n) }',
      1,
      8,
      "BadValueForDefaultArg: Bad default value StringValue{value='x'} for type Int",
    ],
    [
      'query ($n: ID = 1) { send(n: $n) }',
      1,
      30,
      "VariableTypeMismatch: Variable type 'ID!' doesn't match expected type 'Int' @ 'send'",
    ],
    [
      '{ text @skip(if: true, unless: false) }',
      1,
      24,
      "UnknownDirective: Unknown directive argument unless @ 'text'",
    ],
    ['{ text @skip }', 1, 8, "MissingDirectiveArgument: Missing directive argument if @ 'text'"],
    ['query @skip(if: true) { text }', 1, 7, 'MisplacedDirective: Directive skip not allowed here'],
    ['{ text } fragment F on User { id }', 1, 10, 'UnusedFragment: Unused fragment F'],
    [
      '{ text } { text }',
      1,
      10,
      'LoneAnonymousOperationViolation: Anonymous operation with other operations.',
    ],
    [
      '{ text } query Q { text }',
      1,
      10,
      'LoneAnonymousOperationViolation: Operation Q is following anonymous operation.',
    ],
    [
      'query Q { text } query Q { text }',
      1,
      18,
      "DuplicateOperationName: There can be only one operation named 'Q'",
    ],
    [
      '{ text } type Query { a: Int }',
      1,
      10,
      'NonExecutableDefinition: The Query definition is not executable.',
    ],
    [
      '{ ...F } fragment F on Query { user(id: 1) { name } }',
      1,
      46,
      "FieldUndefined: Field 'name' in type 'User' is undefined @ 'F/user/name'",
    ],
    [
      '{ text ... on Level { x } }',
      1,
      8,
      'InlineFragmentTypeConditionInvalid: Inline fragment type condition is invalid, must be on Object/Interface/Union',
    ],
    [
      '{ named { __typename size } }',
      1,
      22,
      "FieldUndefined: Field 'size' in type 'Named' is undefined @ 'named/size'",
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

test('fragment cycles: told of each fragment in the cycle, at the spreads of its way round', async () => {
  const text = '{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }';
  const at = (column: number): unknown => [{ line: 1, column, sourceName: null }];
  const message = 'Validation error of type FragmentCycle: Fragment cycles not allowed';
  expect((await query(text)).errors).toEqual([
    { path: null, locations: at(32), message: `${message} @ 'F'` },
    { path: null, locations: at(61), message: `${message} @ 'G'` },
  ]);
});

test.each([
  'query ($n: Int!) { send(n: $n) }',
  'query ($i: In! = {test: "a"}) { send(input: $i) }',
  'query ($i: ID = 1) { user(id: $i) { id } }',
  'query ($l: [In!]!) { send(input: { test: "a", inner: $l }) }',
])('a variable whose values all fit: %s', async (text) => {
  const { errors } = await query(text, { n: 1, l: [] });
  expect(errors).toBeUndefined();
});

test.each([
  ['query ($l: [[In]]) { send(input: { test: "a", inner: $l }) }', '[[In]]', '[In]'],
  ['query ($l: In) { send(input: { test: "a", inner: $l }) }', 'In', '[In]'],
  ['query ($l: [Int]) { send(n: $l) }', '[Int]', 'Int'],
])('a variable that does not fit: %s', async (text, given, wanted) => {
  const { errors } = await query(text);
  expect(errors).toMatchObject([
    {
      message: `Validation error of type VariableTypeMismatch: Variable type '${given}' doesn't match expected type '${wanted}' @ 'send'`,
    },
  ]);
});

test('several problems: in the order of the document', async () => {
  const { errors } = await query('{ nope user { id no } send(x: 1) }');
  expect(errors?.map(({ message }) => message)).toEqual([
    "Validation error of type FieldUndefined: Field 'nope' in type 'Query' is undefined @ 'nope'",
    "Validation error of type MissingFieldArgument: Missing field argument id @ 'user'",
    "Validation error of type FieldUndefined: Field 'no' in type 'User' is undefined @ 'user/no'",
    "Validation error of type UnknownArgument: Unknown field argument x @ 'send'",
  ]);
});

test('several problems with one variable: each is told', async () => {
  const { errors } = await query('query ($u: User, $n: No) { send(n: $u) }');
  expect(errors).toMatchObject([
    {
      locations: [{ column: 8 }],
      message: 'Validation error of type NonInputTypeOnVariable: Wrong type for a variable',
    },
    {
      locations: [{ column: 22 }],
      message: 'Validation error of type UnknownType: Unknown type No',
    },
    {
      locations: [{ column: 18 }],
      message: 'Validation error of type UnusedVariable: Unused variable n',
    },
    {
      locations: [{ column: 36 }],
      message:
        "Validation error of type VariableTypeMismatch: Variable type 'User' doesn't match expected type 'Int' @ 'send'",
    },
  ]);
});

test('a document nested deeper than can be read: is refused like bad syntax', async () => {
  const { errors } = await query('{ send(input: ' + '['.repeat(7_000) + ']'.repeat(7_000) + ') }');
  expect(errors).toMatchObject([
    { path: null, message: expect.stringMatching(/^Validation error of type InvalidSyntax: /) },
  ]);
});
