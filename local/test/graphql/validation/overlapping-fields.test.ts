import { describe, expect, test } from 'vitest';
import { createTestApi } from '../../support/appsync-api.ts';

// Reasons are graphql-java 9's.

const { query } = createTestApi({
  schema: /* GraphQL */ `
    type Query {
      text: String
      send(n: Int, m: Int): String
      named: Named
    }
    interface Named {
      name: String
    }
    type Cat implements Named {
      name: String
      size: Int
      lives: [Int]
    }
    type Dog implements Named {
      name: String
      size: String
      lives: [Int]!
    }
    type Cow implements Named {
      name: String
      lives: Int
    }
  `,
});

const columnsOf = (...numbers: readonly number[]): unknown =>
  numbers.map((column) => ({ line: 1, column, sourceName: null }));

describe('conflicting fields: the locations of all of them, at the field that holds them', () => {
  test.each([
    ['{ a: text a: send }', columnsOf(3, 11), 'a: text and send are different fields'],
    ['{ send(n: 1) send(n: 2) }', columnsOf(3, 14), 'send: they have differing arguments'],
    [
      '{ named { ... on Cat { size } ... on Dog { size } } }',
      columnsOf(24, 44),
      "size: they return differing types Int and String @ 'named'",
    ],
    [
      '{ named { ... on Cat { lives } ... on Dog { lives } } }',
      columnsOf(24, 45),
      "lives: fields have different nullability shapes @ 'named'",
    ],
    [
      '{ named { ... on Cat { lives } ... on Cow { lives } } }',
      columnsOf(24, 45),
      "lives: fields have different list shapes @ 'named'",
    ],
    [
      '{ n: named { a: name } n: named { a: __typename } }',
      columnsOf(3, 24, 14, 35),
      'n: (a: name and __typename are different fields)',
    ],
  ])('%s', async (text, locations, message) => {
    expect((await query(text)).errors).toEqual([
      { path: null, locations, message: `Validation error of type FieldsConflict: ${message}` },
    ]);
  });

  test.each(['{ send(n: 1, m: 2) send(m: 2, n: 1) }', '{ a: text a: text }'])(
    '%s: no conflict',
    async (text) => {
      expect((await query(text)).errors).toBeUndefined();
    },
  );

  test('fields of two object types that no value has both of: no conflict', async () => {
    const text = '{ named { ... on Cat { x: name } ... on Dog { x: size } } }';
    expect((await query(text)).errors).toBeUndefined();
  });
});

test('one of many equal fields differs: each pair is told', async () => {
  const { errors } = await query('{ a: text a: text a: send }');
  expect(errors?.map(({ locations }) => locations)).toEqual([columnsOf(3, 19), columnsOf(11, 19)]);
});

test('the same field thousands of times: is one field', async () => {
  expect(await query(`{ ${'named { name } '.repeat(3_000)} }`)).toEqual({ data: { named: null } });
});

test('fragments that hold themselves: end', async () => {
  const text = '{ ...F } fragment F on Query { named { name } ...F a: text a: send }';
  const { errors } = await query(text);
  expect(errors?.map(({ message }) => message)).toEqual([
    'Validation error of type FieldsConflict: a: text and send are different fields',
    "Validation error of type FragmentCycle: Fragment cycles not allowed @ 'F'",
  ]);
});
