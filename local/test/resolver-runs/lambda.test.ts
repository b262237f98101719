import { describe, expect, test } from 'vitest';
import { code, constant, createTestApi, type ResolverSpec } from '../support/appsync-api.ts';

const schema = /* GraphQL */ `
  type Query {
    post(id: ID): Post
    posts: [Post]
  }
  type Post {
    id: ID
    title: String
    related: AWSJSON
  }
`;
const fn = {
  stackName: 'T',
  logicalId: 'F',
  name: 'fn',
  type: 'AWS_LAMBDA',
  functionArn: 'arn:fn',
} as const;

function apiWith(
  resolvers: Record<string, string | ResolverSpec>,
  handler: (payload: unknown) => unknown,
) {
  return createTestApi(
    { schema, dataSources: [fn], resolvers },
    { functions: { 'arn:fn': handler } },
  );
}

class CustomException extends Error {
  override name = 'CustomException';
}

describe('direct Lambda resolver', () => {
  test('event: the whole context, with the selection set', async () => {
    let event: unknown;
    const api = apiWith({ 'Query.post': { dataSource: 'fn' } }, (payload) => {
      event = payload;
      return { id: 1, title: 't' };
    });
    const body = await api.query('{\n  post(id: "1") { id title }\n}');
    expect(body).toEqual({ data: { post: { id: '1', title: 't' } } });
    expect(event).toEqual({
      arguments: { id: '1' },
      identity: null,
      source: null,
      request: { headers: {}, domainName: null },
      prev: null,
      info: {
        selectionSetList: ['id', 'title'],
        selectionSetGraphQL: '{\n  id\n  title\n}',
        fieldName: 'post',
        parentTypeName: 'Query',
        variables: {},
      },
      stash: {},
    });
  });

  test.each([
    ['plain Error', new Error('oops'), 'Lambda:Unhandled', 'oops'],
    ['own exception', new CustomException('Custom Message'), 'CustomException', 'Custom Message'],
    [
      'UnauthorizedException',
      Object.assign(new Error('secret'), { name: 'UnauthorizedException' }),
      'UnauthorizedException',
      'You are not authorized to make this call.',
    ],
  ])('%s: its errorType and message', async (_title, error, errorType, message) => {
    const api = apiWith({ 'Query.post': { dataSource: 'fn' } }, () => {
      throw error;
    });
    expect(await api.query('{ post { id } }')).toMatchObject({
      data: { post: null },
      errors: [{ path: ['post'], data: null, errorType, errorInfo: null, message }],
    });
  });

  test('pipeline function without code: gets prev.result', async () => {
    const api = apiWith(
      {
        'Query.post': {
          code: code('return {};', 'return ctx.prev.result;'),
          functions: [{ code: constant({ id: 7 }) }, { dataSource: 'fn' }],
        },
      },
      (payload) => ({ id: 8, title: JSON.stringify((payload as { prev: unknown }).prev) }),
    );
    expect(await api.query('{ post { title } }')).toEqual({
      data: { post: { title: '{"result":{"id":7}}' } },
    });
  });

  test('first function of a pipeline without code: prev has a result, if only null', async () => {
    const api = apiWith(
      {
        'Query.post': {
          code: code('ctx.stash.seen = 1;', 'return ctx.prev.result;'),
          functions: [{ dataSource: 'fn' }],
        },
      },
      (payload) => {
        const { prev, stash } = payload as Record<'prev' | 'stash', unknown>;
        return { title: JSON.stringify({ prev, stash }) };
      },
    );
    expect(await api.query('{ post { title } }')).toEqual({
      data: { post: { title: '{"prev":{"result":null},"stash":{"seen":1}}' } },
    });
  });
});

describe('batches', () => {
  const three = constant([{ id: 1 }, { id: 2 }, { id: 3 }]);

  test('BatchInvoke: payloads in lists of at most maxBatchSize, results in order', async () => {
    const calls: unknown[] = [];
    const api = apiWith(
      {
        'Query.posts': three,
        'Post.title': {
          dataSource: 'fn',
          maxBatchSize: 2,
          code: code(
            'return { operation: "BatchInvoke", payload: { id: ctx.source.id } };',
            'return ctx.result + "!";',
          ),
        },
      },
      (payload) => {
        calls.push(payload);
        return (payload as { id: number }[]).map(({ id }) => `title ${id}`);
      },
    );
    expect((await api.query('{ posts { title } }')).data).toEqual({
      posts: [{ title: 'title 1!' }, { title: 'title 2!' }, { title: 'title 3!' }],
    });
    expect(calls).toEqual([[{ id: 1 }, { id: 2 }], [{ id: 3 }]]);
  });

  test.each([
    [1, [1, 1, 1]],
    [2, [2, 1]],
    [2_000, [3]],
  ])('maxBatchSize %d: calls of so many items', async (maxBatchSize, sizes) => {
    const calls: number[] = [];
    const api = apiWith(
      {
        'Query.posts': three,
        'Post.title': {
          dataSource: 'fn',
          maxBatchSize,
          code: code('return { operation: "BatchInvoke", payload: ctx.source.id };'),
        },
      },
      (payload) => {
        const ids = payload as number[];
        calls.push(ids.length);
        return ids.map((id) => (id === 2 ? null : `t${id}`));
      },
    );
    expect((await api.query('{ posts { title } }')).data).toEqual({
      posts: [{ title: 't1' }, { title: null }, { title: 't3' }],
    });
    expect(calls).toEqual(sizes);
  });

  test('items whose handler leaves early or fails: are not in the batch', async () => {
    const calls: unknown[] = [];
    const api = apiWith(
      {
        'Query.posts': three,
        'Post.title': {
          dataSource: 'fn',
          maxBatchSize: 5,
          code: code(
            `if (ctx.source.id === 1) runtime.earlyReturn('early');
             if (ctx.source.id === 2) util.error('no');
             return { operation: 'BatchInvoke', payload: ctx.source.id };`,
          ),
        },
      },
      (payload) => {
        calls.push(payload);
        return ['late'];
      },
    );
    expect(await api.query('{ posts { title } }')).toMatchObject({
      data: { posts: [{ title: 'early' }, { title: null }, { title: 'late' }] },
      errors: [{ path: ['posts', 1, 'title'], message: 'no' }],
    });
    expect(calls).toEqual([[3]]);
  });

  test('a function that throws: every item gets the error', async () => {
    const api = apiWith(
      {
        'Query.posts': three,
        'Post.title': {
          dataSource: 'fn',
          maxBatchSize: 10,
          code: code(
            'return { operation: "BatchInvoke", payload: 1 };',
            'util.appendError(ctx.error.message, ctx.error.type); return ctx.result;',
          ),
        },
      },
      () => {
        throw new Error('all');
      },
    );
    const body = await api.query('{ posts { title } }');
    expect(body.errors).toMatchObject(
      [0, 1, 2].map((index) => ({
        path: ['posts', index, 'title'],
        errorType: 'Lambda:Unhandled',
        message: 'all',
      })),
    );
  });

  test('a list of the wrong length: an error for all', async () => {
    const api = apiWith(
      {
        'Query.posts': three,
        'Post.title': {
          dataSource: 'fn',
          maxBatchSize: 10,
          code: code('return { operation: "BatchInvoke" };', 'return ctx.error.message;'),
        },
      },
      () => ['one'],
    );
    const { data } = await api.query('{ posts { title } }');
    expect(data).toEqual({
      posts: Array.from({ length: 3 }, () => ({ title: expect.stringContaining('a list of 1') })),
    });
  });

  test('direct: event is a list of contexts; data, errorMessage and errorType are unwrapped', async () => {
    const api = apiWith(
      { 'Query.posts': three, 'Post.title': { dataSource: 'fn', maxBatchSize: 10 } },
      (payload) =>
        (payload as { source: { id: number } }[]).map(({ source }) =>
          source.id === 2
            ? { data: null, errorMessage: 'bad', errorType: 'T' }
            : { data: `t${source.id}`, other: 1 },
        ),
    );
    const body = await api.query('{ posts { title } }');
    expect(body.data).toEqual({ posts: [{ title: 't1' }, { title: null }, { title: 't3' }] });
    expect(body.errors).toMatchObject([
      { path: ['posts', 1, 'title'], errorType: 'T', message: 'bad' },
    ]);
  });

  test('direct: an error without type, data beside it, and elements of another form', async () => {
    const api = apiWith(
      { 'Query.posts': three, 'Post.related': { dataSource: 'fn', maxBatchSize: 10 } },
      () => [{ data: { seen: 1 }, errorMessage: 'bad' }, 'text', null],
    );
    const body = await api.query('{ posts { related } }');
    expect(body.data).toEqual({ posts: [{ related: null }, { related: null }, { related: null }] });
    expect(body.errors).toMatchObject([
      { path: ['posts', 0, 'related'], errorType: null, message: 'bad', data: { seen: 1 } },
    ]);
  });

  test('direct: a function that throws fails every item with its name', async () => {
    const api = apiWith(
      { 'Query.posts': three, 'Post.title': { dataSource: 'fn', maxBatchSize: 2 } },
      () => {
        throw new CustomException('all');
      },
    );
    expect((await api.query('{ posts { title } }')).errors).toMatchObject(
      [0, 1, 2].map((index) => ({
        path: ['posts', index, 'title'],
        errorType: 'CustomException',
        message: 'all',
      })),
    );
  });

  test('two requests at once: their items are not mixed', async () => {
    const calls: unknown[][] = [];
    const api = apiWith(
      { 'Query.posts': three, 'Post.title': { dataSource: 'fn', maxBatchSize: 10 } },
      (payload) => {
        calls.push(payload as unknown[]);
        return (payload as unknown[]).map(() => ({ data: 'x' }));
      },
    );
    await Promise.all(
      ['a', 'b'].map((requestId) => api.query('{ posts { title } }', {}, { requestId })),
    );
    expect(calls.map((call) => call.length)).toEqual([3, 3]);
  });
});
