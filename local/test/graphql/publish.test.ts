import { describe, expect, test } from 'vitest';
import { code, constant, createTestApi } from '../support/appsync-api.ts';

const schema = /* GraphQL */ `
  type Query {
    post(id: ID): Post
  }
  type Mutation {
    addPost(title: String): Post
    addAny: Any
    fail: Post
  }
  type Post {
    id: ID!
    title: String
    extra: AWSJSON
    comments: [Comment!]
    author: Author
  }
  type Comment {
    text: String!
  }
  type Author {
    name: String
    age: Int
  }
  union Any = Post | Author
`;

const post = {
  id: 1,
  title: 't',
  extra: { a: 1 },
  comments: [{ text: 'x' }],
  author: { name: 'A', age: 3 },
};

describe('after a mutation', () => {
  test('publishes the selected response data under schema names, with __typename', async () => {
    const api = createTestApi({ schema, resolvers: { 'Mutation.addPost': constant(post) } });
    await api.query('mutation { p: addPost { key: id extra c: comments { t: text } } }');
    expect(api.published).toEqual([
      {
        mutation: 'addPost',
        value: {
          __typename: 'Post',
          id: '1',
          extra: '{"a":1}',
          comments: [{ __typename: 'Comment', text: 'x' }],
        },
      },
    ]);
  });

  test('the same field under two aliases: merged', async () => {
    const api = createTestApi({ schema, resolvers: { 'Mutation.addPost': constant(post) } });
    await api.query('mutation { addPost { one: author { name } two: author { age } } }');
    expect(api.published[0]?.value).toMatchObject({ author: { name: 'A', age: 3 } });
  });

  test('each root field is published, in order; union values carry their type', async () => {
    const api = createTestApi({
      schema,
      resolvers: {
        'Mutation.addPost': constant(post),
        'Mutation.addAny': constant({ __typename: 'Author', name: 'B' }),
      },
    });
    await api.query(
      'mutation { a: addAny { ... on Author { name } } addPost { id } b: addPost { id } }',
    );
    expect(api.published.map(({ mutation }) => mutation)).toEqual(['addAny', 'addPost', 'addPost']);
    expect(api.published[0]?.value).toEqual({ __typename: 'Author', name: 'B' });
  });

  test('null result, failed mutation and queries: nothing is published', async () => {
    const api = createTestApi({
      schema,
      resolvers: {
        'Mutation.addPost': constant(null),
        'Mutation.fail': code('util.error("no");'),
        'Query.post': constant(post),
      },
    });
    await api.query('mutation { addPost { id } fail { id } }');
    await api.query('{ post { id } }');
    expect(api.published).toEqual([]);
  });

  test('extensions.invalidateSubscriptions: handed to the publisher', async () => {
    const payload = { subscriptionField: 'onPost', payload: { id: '1' } };
    const api = createTestApi({
      schema,
      resolvers: {
        'Mutation.addPost': code(
          'return { payload: null };',
          `extensions.invalidateSubscriptions(${JSON.stringify(payload)}); return null;`,
        ),
      },
    });
    await api.query('mutation { addPost { id } }');
    expect(api.invalidated).toEqual([payload]);
  });
});
