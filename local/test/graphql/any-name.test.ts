import { describe, expect, test } from 'vitest';
import { code, createTestApi } from '../support/appsync-api.ts';

// Names of the prototype of JavaScript's objects, of which a client may choose variables and aliases.
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

const THING_JSON = '{"__proto__":{"admin":true},"a":1}';

const THING = code(`
  const json = JSON.parse('${THING_JSON}');
  return { payload: { name: 'n', json, other: { name: 'o', json } } };`);

const { query, published } = createTestApi({
  schema: /* GraphQL */ `
    type Query {
      echo(json: AWSJSON, text: String, input: In, list: [String]): AWSJSON
      thing: Thing
    }
    type Mutation {
      change: Thing
    }
    type Thing {
      name: String
      json: AWSJSON
      other: Thing
    }
    input In {
      json: AWSJSON
      text: String
    }
  `,
  resolvers: {
    'Query.echo': code('return { payload: ctx.args };'),
    'Query.thing': THING,
    'Mutation.change': THING,
  },
});

const echo = async (text: string, variables?: Record<string, unknown>) => {
  const body = await query(text, variables);
  expect(body.errors).toBeUndefined();
  return String(body.data?.echo);
};

describe.each(NAMES)('the name %s', (name) => {
  test('of a variable that is not given: is not given', async () => {
    const text = `query ($${name}: String) { echo(text: $${name}, input: { text: $${name} }, list: ["a", $${name}]) }`;
    expect(await echo(text)).toBe('{"text":null,"input":{},"list":["a",null]}');
  });

  test('of a variable: has its value', async () => {
    const variables = JSON.parse(`{"${name}":"x"}`) as Record<string, unknown>;
    expect(await echo(`query ($${name}: String) { echo(text: $${name}) }`, variables)).toBe(
      '{"text":"x"}',
    );
  });

  test('of an alias: is answered under it', async () => {
    const body = await query(`{ ${name}: thing { ${name}: name, other { ${name}: json } } }`);
    expect(JSON.stringify(body.data)).toBe(
      `{"${name}":{"${name}":"n","other":{"${name}":${JSON.stringify(THING_JSON)}}}}`,
    );
  });

  test('of an alias in a mutation: subscribers hear of its field', async () => {
    await query(`mutation { ${name}: change { ${name}: name, j: json, other { ${name}: json } } }`);
    expect(published.at(-1)).toEqual({
      mutation: 'change',
      value: {
        __typename: 'Thing',
        name: 'n',
        json: THING_JSON,
        other: { __typename: 'Thing', json: THING_JSON },
      },
    });
  });

  test('of a member of AWSJSON: survives as a literal, in an input and as a variable', async () => {
    const json = `{"${name}":{"admin":true},"a":1}`;
    const literal = JSON.stringify(json);
    const expected = `{"json":${json},"input":{"json":${json}}}`;
    expect(await echo(`{ echo(json: ${literal}, input: { json: ${literal} }) }`)).toBe(expected);
    const text = 'query ($j: AWSJSON, $i: In) { echo(json: $j, input: $i) }';
    expect(await echo(text, { j: json, i: { json } })).toBe(expected);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});
