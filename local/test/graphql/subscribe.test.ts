import { describe, expect, test } from 'vitest';
import type { SubscriptionPlan } from '../../realtime/types.ts';
import { apiKeyContext, code, createTestApi, type TestApiOptions } from '../support/appsync-api.ts';

const schema = /* GraphQL */ `
  type Query {
    post: Post
  }
  type Mutation {
    addPost(title: String): Post
    editPost(title: String): Post
  }
  type Subscription {
    onPost(id: ID, title: String): Post @aws_subscribe(mutations: ["addPost", "editPost"])
    onSecret: Post @aws_subscribe(mutations: ["addPost"])
    onFiltered: Post @aws_subscribe(mutations: ["addPost"])
    onBroken: Post @aws_subscribe(mutations: ["addPost"])
  }
  type Post {
    id: ID!
    title: String
    extra: AWSJSON
    comments: [Comment!]
    author: Person
  }
  type Comment {
    id: ID!
    text: String
  }
  interface Person {
    name: String
  }
  type Author implements Person {
    name: String
    age: Int
  }
`;

const filter = { filterGroup: [{ filters: [{ fieldName: 'id', operator: 'eq', value: '1' }] }] };

function apiWith(options?: TestApiOptions) {
  return createTestApi(
    {
      schema,
      resolvers: {
        'Subscription.onSecret': code('util.unauthorized();'),
        'Subscription.onBroken': code('return ctx.stash.a.b;'),
        'Subscription.onFiltered': code(
          'return { payload: null };',
          `extensions.setSubscriptionFilter(${JSON.stringify(filter)}); return null;`,
        ),
      },
    },
    options,
  );
}

async function subscribe(query: string, variables = {}, options?: TestApiOptions) {
  return await apiWith(options).engine.subscribe({ query, variables }, apiKeyContext);
}

async function plan(query: string, variables = {}): Promise<SubscriptionPlan> {
  const subscribed = await subscribe(query, variables);
  if ('errors' in subscribed) throw new Error(JSON.stringify(subscribed.errors));
  return subscribed;
}

describe('subscribe', () => {
  test('plan: field, mutations of @aws_subscribe, given arguments', async () => {
    const given = await plan(
      'subscription ($id: ID, $t: String) { mine: onPost(id: $id, title: $t) { id } }',
      { t: null },
    );
    expect(given).toMatchObject({
      fieldName: 'onPost',
      mutations: ['addPost', 'editPost'],
      // Omitted is not null.
      arguments: { title: null },
      filter: null,
      invalidationFilter: null,
    });
    expect(given.arguments).not.toHaveProperty('id');
  });

  test('filter set by the resolver: in the plan', async () => {
    expect((await plan('subscription { onFiltered { id } }')).filter).toEqual(filter);
  });

  test.each([
    [
      'a query',
      '{ post { id } }',
      {
        errorType: 'UnsupportedOperation',
        message: 'query not supported through the realtime channel',
      },
    ],
    [
      'a mutation',
      'mutation { addPost { id } }',
      {
        errorType: 'UnsupportedOperation',
        message: 'mutation not supported through the realtime channel',
      },
    ],
    [
      'nothing',
      '',
      {
        errorType: 'UnsupportedOperation',
        message: 'unknown not supported through the realtime channel',
      },
    ],
    [
      'an unknown field',
      'subscription { onPost { x } }',
      {
        message:
          "Validation error of type FieldUndefined: Field 'x' in type 'Post' is undefined @ 'onPost/x'",
      },
    ],
    [
      'a missing variable',
      'subscription ($id: ID!) { onPost(id: $id) { id } }',
      { message: "Variable 'id' has coerced Null value for NonNull type 'ID!'" },
    ],
    [
      'util.unauthorized in the resolver',
      'subscription { onSecret { id } }',
      {
        errorType: 'Unauthorized',
        message: 'Not Authorized to access onSecret on type Subscription',
      },
    ],
  ])('%s: refused', async (_title, query, error) => {
    expect(await subscribe(query)).toEqual({ errors: [error] });
  });

  test('resolver code that throws: Code, Runtime Error', async () => {
    expect(await subscribe('subscription { onBroken { id } }')).toEqual({
      errors: [{ errorType: 'Code', message: 'Runtime Error' }],
    });
  });

  test('two fields: refused', async () => {
    expect(await subscribe('subscription { onPost { id } onFiltered { id } }')).toMatchObject({
      errors: [{ message: expect.stringContaining('exactly one field') }],
    });
  });

  test('refused field, also a nested one: Unauthorized, the resolver does not run', async () => {
    const options: TestApiOptions = { authorizeField: (_caller, type) => type !== 'Comment' };
    expect(await subscribe('subscription { onPost { comments { text } } }', {}, options)).toEqual({
      errors: [
        { errorType: 'Unauthorized', message: 'Not Authorized to access text on type Comment' },
      ],
    });
    expect(await subscribe('subscription { onPost { id } }', {}, options)).toHaveProperty(
      'project',
    );
  });

  test('HTTP: subscriptions are refused there', async () => {
    expect(await apiWith().query('subscription { onPost { id } }')).toMatchObject({
      data: null,
      errors: [{ errorType: 'UnsupportedOperation' }],
    });
  });
});

describe('project', () => {
  const value = {
    __typename: 'Post',
    id: '1',
    title: 't',
    extra: '{"a":1}',
    comments: [
      { __typename: 'Comment', id: 'c', text: 'x' },
      { __typename: 'Comment', id: 'd', text: null },
    ],
    author: { __typename: 'Author', name: 'A', age: 3 },
  };

  test('aliases, fragments, nested lists; leaves pass through unchanged', async () => {
    const { project } = await plan(/* GraphQL */ `
      subscription {
        p: onPost {
          ...F
          all: comments {
            t: text
          }
          author {
            __typename
            ... on Author {
              age
            }
          }
        }
      }
      fragment F on Post {
        key: id
        extra
      }
    `);
    expect(JSON.stringify(project(value))).toBe(
      '{"data":{"p":{"key":"1","extra":"{\\"a\\":1}","all":[{"t":"x"},{"t":null}],"author":{"__typename":"Author","age":3}}}}',
    );
  });

  test('what the mutation did not select: null', async () => {
    const { project } = await plan('subscription { onPost { id title comments { id } } }');
    expect(project({ __typename: 'Post', id: '1' })).toEqual({
      data: { onPost: { id: '1', title: null, comments: null } },
    });
  });

  test('missing non-null: error and bubbling', async () => {
    const { project } = await plan('subscription { onPost { title comments { id } } }');
    expect(project({ title: 't', comments: [{ text: 'x' }] })).toEqual({
      data: { onPost: { title: 't', comments: null } },
      errors: [
        {
          path: ['onPost', 'comments', 0, 'id'],
          locations: null,
          message:
            "Cannot return null for non-nullable type: 'ID' within parent 'Comment' (/onPost/comments[0]/id)",
        },
      ],
    });
    const { project: whole } = await plan('subscription { onPost { id } }');
    expect(whole({ title: 't' })).toEqual({
      data: { onPost: null },
      errors: [
        {
          path: ['onPost', 'id'],
          locations: null,
          message:
            "Cannot return null for non-nullable type: 'ID' within parent 'Post' (/onPost/id)",
        },
      ],
    });
  });

  test('projectionKey: equal for the same result however written, else different', async () => {
    const key = async (query: string) => (await plan(query)).projectionKey;
    const plain = await key('subscription { onPost { id title } }');
    expect(
      await key('subscription S { onPost(id: 1) { ...F } } fragment F on Post { id\n title }'),
    ).toBe(plain);
    expect(await key('subscription { onPost { title id } }')).not.toBe(plain);
    expect(await key('subscription { onPost { id t: title } }')).not.toBe(plain);
    expect(await key('subscription { o: onPost { id title } }')).not.toBe(plain);
  });
});
