import { describe, expect, test } from 'vitest';
import { code, createTestApi } from '../support/appsync-api.ts';

const { query } = createTestApi({
  schema: /* GraphQL */ `
    type Query {
      echo(
        input: In
        phone: AWSPhone
        list: [Int!]
        level: Level = EASY
        limit: Int = 20
        id: ID
      ): AWSJSON
    }
    input In {
      name: String!
      nested: Nested
      level: Level = EASY
      phone: AWSPhone
    }
    input Nested {
      deep: String!
    }
    enum Level {
      EASY
      HARD
    }
  `,
  resolvers: { 'Query.echo': code('return { payload: ctx.args };') },
});

async function argumentsOf(text: string, variables?: Record<string, unknown>): Promise<unknown> {
  const body = await query(text, variables);
  expect(body.errors).toBeUndefined();
  return JSON.parse(String(body.data?.echo));
}

describe('arguments', () => {
  test('omitted: absent or its default; null stays null', async () => {
    expect(await argumentsOf('{ echo }')).toEqual({ level: 'EASY', limit: 20 });
    expect(
      await argumentsOf('query ($p: AWSPhone) { echo(phone: $p, level: null) }', { p: null }),
    ).toEqual({
      phone: null,
      level: null,
      limit: 20,
    });
  });

  // https://github.com/aws/aws-appsync-community/issues/348
  test('a variable that is not given: its argument is null, or its default', async () => {
    const text = 'query ($p: AWSPhone, $n: Int) { echo(phone: $p, limit: $n) }';
    expect(await argumentsOf(text)).toEqual({ phone: null, level: 'EASY', limit: 20 });
  });

  test('a variable that is not given: its input field is absent, or its default', async () => {
    const text =
      'query ($p: AWSPhone, $l: Level) { echo(input: { name: "a", phone: $p, level: $l }) }';
    expect(await argumentsOf(text)).toMatchObject({ input: { name: 'a', level: 'EASY' } });
    expect(await argumentsOf(text)).not.toHaveProperty('input.phone');
  });

  test('variables of other kinds: converted as graphql-java does', async () => {
    const text =
      'query ($i: Int, $id: ID, $s: String!) { echo(limit: $i, id: $id, input: { name: $s }) }';
    expect(await argumentsOf(text, { i: '7', id: 12, s: 5 })).toMatchObject({
      limit: 7,
      id: '12',
      input: { name: '5' },
    });
  });

  test('ID: a long integer literal keeps its digits', async () => {
    expect(await argumentsOf('{ echo(id: 12345678901234567890) }')).toMatchObject({
      id: '12345678901234567890',
    });
  });

  test('input objects: defaults filled in, variables inside literals', async () => {
    expect(
      await argumentsOf(
        'query ($n: String!) { echo(input: { name: $n, nested: { deep: "x" } }) }',
        { n: 'a' },
      ),
    ).toMatchObject({ input: { name: 'a', nested: { deep: 'x' }, level: 'EASY' } });
    expect(
      await argumentsOf('query ($i: In) { echo(input: $i) }', { i: { name: 'a' } }),
    ).toMatchObject({
      input: { name: 'a', level: 'EASY' },
    });
  });

  test('lists: a single value becomes a list of one', async () => {
    expect(await argumentsOf('{ echo(list: 3) }')).toMatchObject({ list: [3] });
    expect(await argumentsOf('query ($l: [Int!]) { echo(list: $l) }', { l: 3 })).toMatchObject({
      list: [3],
    });
  });

  test('ID: an integer literal becomes a string', async () => {
    expect(await argumentsOf('{ echo(id: 7) }')).toMatchObject({ id: '7' });
  });
});

describe('refused variables', () => {
  const at = (column: number) => [{ line: 1, column, sourceName: null }];
  const cases = [
    [
      'missing',
      'query ($input: In!) { echo(input: $input) }',
      {},
      at(8),
      "Variable 'input' has coerced Null value for NonNull type 'In!'",
    ],
    [
      'null',
      'query ($input: In!) { echo(input: $input) }',
      { input: null },
      at(8),
      "Variable 'input' has coerced Null value for NonNull type 'In!'",
    ],
    [
      'missing nested field: named after the variable',
      'query ($input: In!) { echo(input: $input) }',
      { input: { name: 'a', nested: {} } },
      at(8),
      "Variable 'input' has coerced Null value for NonNull type 'String!'",
    ],
    [
      'scalar',
      'query ($phone: AWSPhone) { echo(phone: $phone) }',
      { phone: '1110004444' },
      at(8),
      "Variable 'phone' has an invalid value. Unable to parse `1110004444` as a valid phone number.",
    ],
    [
      'scalar in an input: named after the field',
      'query ($input: In) { echo(input: $input) }',
      { input: { name: 'a', phone: '+12312' } },
      at(8),
      "Variable 'phone' has an invalid value. Unable to parse `+12312` as a valid phone number.",
    ],
    [
      'field that the input does not have: without location',
      'query ($input: In) { echo(input: $input) }',
      { input: { name: 'a', other: 1 } },
      null,
      "The variables input contains a field that is not defined for input object type 'In' ",
    ],
    [
      'wrong kind',
      'query ($l: Int) { echo(limit: $l) }',
      { l: 'many' },
      at(8),
      "Variable 'l' has an invalid value. Expected type 'Int' but was 'String'.",
    ],
    [
      'too large',
      'query ($l: Int) { echo(limit: $l) }',
      { l: 2_147_483_648 },
      at(8),
      "Variable 'l' has an invalid value. Expected type 'Int' but was 'Long'.",
    ],
    [
      'fraction',
      'query ($l: Int) { echo(limit: $l) }',
      { l: 1.5 },
      at(8),
      "Variable 'l' has an invalid value. Expected type 'Int' but was 'Double'.",
    ],
    [
      'enum value that there is not',
      'query ($l: Level) { echo(level: $l) }',
      { l: 'easy' },
      at(8),
      "Variable 'l' has an invalid value. Invalid input for Enum 'Level'. No value found for name 'easy'",
    ],
    [
      'null in a list',
      'query ($l: [Int!]) { echo(list: $l) }',
      { l: [1, null] },
      at(8),
      "Variable 'l' has coerced Null value for NonNull type 'Int!'",
    ],
    [
      'text for an input object',
      'query ($i: In) { echo(input: $i) }',
      { i: 'x' },
      at(8),
      "Variable 'i' has an invalid value. Expected type 'Map' but was 'String'. Variables for input objects must be an instance of type 'Map'.",
    ],
  ] as const;

  test.each(cases)('%s', async (_title, text, variables, locations, message) => {
    expect(await query(text, variables)).toEqual({
      data: null,
      errors: [{ path: null, locations, message }],
    });
  });
});
