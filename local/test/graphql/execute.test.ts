import { readFileSync } from 'node:fs';
import { buildSchema, execute, getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { apiKeyContext, code, constant, createTestApi } from '../support/appsync-api.ts';

const schema = /* GraphQL */ `
  type Query {
    user(id: ID!): User
    users: [User!]
    node: Node
    any: [Any]
    matrix: [[Int]]
    nothing: String
    must: Int!
  }
  interface Node {
    id: ID!
  }
  union Any = User | Place
  type User implements Node {
    id: ID!
    name: String
    friends: [User!]
    best: User!
    constructor: String
  }
  type Place implements Node {
    id: ID!
    city: String
  }
`;

function apiWith(resolvers: Record<string, string>) {
  return createTestApi({ schema, resolvers });
}

describe('execute', () => {
  test('NONE resolver: its payload is the field; aliases are the keys, in query order', async () => {
    const api = apiWith({
      'Query.user': code('return { payload: { id: ctx.args.id, name: "Ann" } };'),
    });
    const query = 'query ($id: ID!) { second: user(id: $id) { name id } nothing }';
    const body = await api.query(query, { id: '7' });
    expect(JSON.stringify(body)).toBe('{"data":{"second":{"name":"Ann","id":"7"},"nothing":null}}');
  });

  test('field without a resolver: the same-named key of the parent, never an inherited member', async () => {
    const api = apiWith({ 'Query.user': constant({ id: 1, other: 2 }) });
    const body = await api.query('{ user(id: 1) { id name constructor } }');
    expect(body).toEqual({ data: { user: { id: '1', name: null, constructor: null } } });
  });

  test('resolver below the root: gets its parent as ctx.source', async () => {
    const api = apiWith({
      'Query.users': constant([{ id: 'a' }, { id: 'b' }]),
      'User.name': code('return { payload: `name of ${ctx.source.id}` };'),
    });
    expect(await api.query('{ users { name } }')).toEqual({
      data: { users: [{ name: 'name of a' }, { name: 'name of b' }] },
    });
  });

  test('interface and union: the concrete type is the value’s __typename', async () => {
    const api = apiWith({
      'Query.node': constant({ __typename: 'Place', id: 1, city: 'Oslo' }),
      'Query.any': constant([{ __typename: 'User', id: 2, name: 'Ann' }, { id: 3 }]),
    });
    const body = await api.query(
      '{ node { __typename id ... on Place { city } ... on User { name } } any { ... on User { name } __typename } }',
    );
    expect(body.data).toEqual({
      node: { __typename: 'Place', id: '1', city: 'Oslo' },
      any: [{ name: 'Ann', __typename: 'User' }, null],
    });
    expect(body.errors).toEqual([
      {
        path: ['any', 1],
        locations: null,
        message: expect.stringContaining("Could not determine the exact type of 'Any'"),
      },
    ]);
  });

  test('selection sets: the same answer as graphql-js for fragments, aliases, merging, skip and include', async () => {
    const user = {
      id: '1',
      name: 'A',
      best: { id: '2', best: { id: '3' }, friends: [] },
      friends: [{ id: '4', name: 'D' }],
    };
    const data = {
      users: [user],
      node: { __typename: 'Place', id: '9', city: 'Oslo' },
      matrix: [[1, null], []],
    };
    const query = /* GraphQL */ `
      query ($yes: Boolean!, $no: Boolean = false) {
        users {
          ...Friends
          best {
            id
          }
          best {
            again: best {
              id @skip(if: $yes)
              ... @include(if: $no) {
                name
              }
            }
          }
          ... on Node {
            id
          }
          renamed: id
        }
        node {
          ... on User {
            name
          }
          ... on Place {
            city
          }
          __typename
        }
        matrix
        hidden: nothing @include(if: $no)
        shown: nothing @skip(if: $no)
      }
      fragment Friends on User {
        friends {
          ...Name
          id
        }
        best {
          friends {
            id
          }
        }
      }
      fragment Name on User {
        name
        __typename
      }
    `;
    const expected = await execute({
      schema: buildSchema(schema),
      document: parse(query),
      rootValue: data,
      variableValues: { yes: true },
    });
    const api = apiWith({
      'Query.users': constant(data.users),
      'Query.node': constant(data.node),
      'Query.matrix': constant(data.matrix),
    });
    const body = await api.query(query, { yes: true });
    expect(JSON.stringify(body)).toBe(JSON.stringify({ data: expected.data }));
    const flipped = await api.query(query, { yes: false });
    expect(flipped.data?.users).toMatchObject([{ best: { again: { id: '3' } } }]);
  });

  test('mutation fields: run one after the other', async () => {
    const api = createTestApi(
      {
        schema: 'type Query { a: Int } type Mutation { slow: Int quick: Int }',
        dataSources: [lambdaSource],
        resolvers: {
          'Mutation.slow': { dataSource: 'fn' },
          'Mutation.quick': { dataSource: 'fn' },
        },
      },
      { functions: { [lambdaSource.functionArn]: order() } },
    );
    const body = await api.query('mutation { slow quick }');
    expect(body).toEqual({ data: { slow: 1, quick: 2 } });
  });

  test('the introspection query of GraphiQL: the same answer as graphql-js', async () => {
    const query = getIntrospectionQuery();
    const prelude = readFileSync(
      new URL('../../graphql/aws-prelude.graphql', import.meta.url),
      'utf8',
    );
    const expected = await execute({
      schema: buildSchema(`${schema}\n${prelude}`),
      document: parse(query),
    });
    const body = await createTestApi({ schema }).query(query);
    expect(JSON.stringify(body)).toBe(JSON.stringify({ data: expected.data }));
  });

  test('introspection: answered, and refused like an unknown field when it is off', async () => {
    const query = '{ __schema { queryType { name } } __typename }';
    expect(await createTestApi({ schema }).query(query)).toEqual({
      data: { __schema: { queryType: { name: 'Query' } }, __typename: 'Query' },
    });
    const closed = createTestApi({ schema, overrides: { introspection: 'DISABLED' } });
    expect(await closed.query(query)).toEqual({
      data: null,
      errors: [
        {
          path: null,
          locations: [{ line: 1, column: 3, sourceName: null }],
          message:
            "Validation error of type FieldUndefined: Field '__schema' in type 'Query' is undefined @ '__schema'",
        },
      ],
    });
    expect(await closed.query('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });

  test('util.http.addResponseHeader: the header is in the answer', async () => {
    const api = apiWith({
      'Query.nothing': code('util.http.addResponseHeader("x-mine", "1"); return {};'),
    });
    const answer = await api.engine.execute({ query: '{ nothing }' }, apiKeyContext);
    expect(answer).toMatchObject({ status: 200, headers: { 'x-mine': '1' } });
  });
});

describe('malformed requests', () => {
  test.each([
    ['no query', {}, 'Unable to parse GraphQL query.', 'MalformedHttpRequestException'],
    [
      'a query that is not text',
      { query: 1 },
      'Unable to parse GraphQL query.',
      'MalformedHttpRequestException',
    ],
    [
      'several operations without a name',
      { query: 'query A { nothing } query B { nothing }' },
      'Missing operation name.',
      'BadRequestException',
    ],
  ])('%s: status 400', async (_title, request, message, errorType) => {
    const { engine } = createTestApi({ schema });
    const answer = await engine.execute(request as { query: string }, apiKeyContext);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toBe(JSON.stringify({ errors: [{ message, errorType }] }));
  });

  test('operationName: chooses among several operations', async () => {
    const { engine } = createTestApi({ schema });
    const query = 'query A { a: nothing } query B { b: nothing }';
    const answer = await engine.execute({ query, operationName: 'B' }, apiKeyContext);
    expect(answer.body).toEqual({ data: { b: null } });
  });
});

const lambdaSource = {
  stackName: 'Test',
  logicalId: 'Fn',
  name: 'fn',
  type: 'AWS_LAMBDA',
  functionArn: 'arn:fn',
} as const;

/** Answers the number of calls begun, the first one late. */
function order(): (payload: unknown) => unknown {
  let calls = 0;
  return async () => {
    const mine = ++calls;
    if (mine === 1) await new Promise((resolve) => setImmediate(resolve));
    return calls === mine ? mine : -1;
  };
}
