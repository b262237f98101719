import { describe, expect, test } from 'vitest';
import { code, constant, createTestApi } from '../support/appsync-api.ts';

// Expected texts: spec of AppSync's error object (forms seen in AWS's own answers).

const schema = /* GraphQL */ `
  type Query {
    game: Game
    games: [Game!]
    posts: [String]
    strict: Game!
    fails: Game
    list: Page
  }
  type Game {
    id: ID!
    totalDuration: Int
    startedAt: AWSDateTime
    expires: AWSTimestamp
    done: Boolean
    level: Level
    friend: Game
    must: Game!
  }
  type Page {
    items: [Game!]
  }
  enum Level {
    EASY
    HARD
  }
`;

describe('resolver errors', () => {
  test('util.error with a message: all six members in order, errorType null', async () => {
    const api = createTestApi({ schema, resolvers: { 'Query.fails': code('util.error("m");') } });
    expect(JSON.stringify(await api.query('{\n  fails { id } }'))).toBe(
      '{"data":{"fails":null},"errors":[{"path":["fails"],"data":null,"errorType":null,"errorInfo":null,' +
        '"locations":[{"line":2,"column":3,"sourceName":null}],"message":"m"}]}',
    );
  });

  test('util.error with data and info: data cut to the selection set, info whole', async () => {
    const api = createTestApi({
      schema,
      resolvers: {
        'Query.fails': code(
          'util.error("m", "T", { id: 1, done: true, friend: { id: 2, done: false } }, { done: 1, x: 2 });',
        ),
      },
    });
    const { errors } = await api.query('{ fails { id friend { done } } }');
    expect(errors).toEqual([
      {
        path: ['fails'],
        data: { id: 1, friend: { done: false } },
        errorType: 'T',
        errorInfo: { done: 1, x: 2 },
        locations: [{ line: 1, column: 3, sourceName: null }],
        message: 'm',
      },
    ]);
  });

  test('util.appendError: the error and the data', async () => {
    const api = createTestApi({
      schema,
      resolvers: {
        'Query.fails': code(
          'return { payload: { id: 1 } };',
          'util.appendError("m", "T"); return ctx.result;',
        ),
      },
    });
    expect(await api.query('{ f: fails { id } }')).toMatchObject({
      data: { f: { id: '1' } },
      errors: [{ path: ['f'], errorType: 'T', message: 'm' }],
    });
  });

  test('util.unauthorized: Unauthorized with the field and its type', async () => {
    const api = createTestApi({
      schema,
      resolvers: { 'Query.fails': code('util.unauthorized();') },
    });
    expect((await api.query('{ mine: fails { id } }')).errors).toEqual([
      {
        path: ['mine'],
        data: null,
        errorType: 'Unauthorized',
        errorInfo: null,
        locations: [{ line: 1, column: 3, sourceName: null }],
        message: 'Not Authorized to access fails on type Query',
      },
    ]);
  });

  test('uncaught exception: errorType Code with the place in the code', async () => {
    const api = createTestApi({
      schema,
      resolvers: { 'Query.fails': code('return ctx.stash.a.b;') },
    });
    expect((await api.query('{ fails { id } }')).errors).toMatchObject([
      { errorType: 'Code', message: expect.stringMatching(/^code\.js:\d+:\d+: TypeError: /) },
    ]);
  });

  test('failed non-null field: null bubbles, the one error is the resolver’s', async () => {
    const api = createTestApi({ schema, resolvers: { 'Query.strict': code('util.error("m");') } });
    const body = await api.query('{ strict { id } game { id } }');
    expect(body.data).toBeNull();
    expect(body.errors).toHaveLength(1);
    expect(body.errors).toMatchObject([{ path: ['strict'], message: 'm' }]);
  });
});

describe('refused fields', () => {
  test('refused by a directive: null with Unauthorized, resolver not run, the rest answered', async () => {
    const api = createTestApi(
      {
        schema,
        resolvers: {
          'Query.fails': code('console.log("ran"); return {};'),
          'Query.game': constant({ id: 1, done: true }),
        },
      },
      {
        authorizeField: (_caller, type, field) =>
          !(field === 'fails' || (type === 'Game' && field === 'done')),
      },
    );
    const body = await api.query('{ fails { id } game { id done } }');
    expect(body.data).toEqual({ fails: null, game: { id: '1', done: null } });
    expect(body.errors).toMatchObject([
      {
        path: ['fails'],
        errorType: 'Unauthorized',
        message: 'Not Authorized to access fails on type Query',
      },
      {
        path: ['game', 'done'],
        errorType: 'Unauthorized',
        message: 'Not Authorized to access done on type Game',
      },
    ]);
    expect(api.lines).toEqual([]);
  });

  test('refused non-null field: bubbles without a second error', async () => {
    const api = createTestApi(
      { schema, resolvers: { 'Query.game': constant({ id: 1 }) } },
      { authorizeField: (_caller, _type, field) => field !== 'id' },
    );
    const body = await api.query('{ game { id } }');
    expect(body.data).toEqual({ game: null });
    expect(body.errors).toHaveLength(1);
    expect(body.errors).toMatchObject([{ path: ['game', 'id'], errorType: 'Unauthorized' }]);
  });
});

describe('completing values', () => {
  const bad = {
    id: 1,
    totalDuration: 'long',
    startedAt: '2026-05-06T00:00:00.000',
    expires: '2026',
    done: { a: 1 },
    level: 'X',
  };

  test.each([
    [
      'totalDuration',
      "Can't serialize value (/game/totalDuration) : Expected type 'Int' but was 'String'.",
    ],
    [
      'startedAt',
      "Can't serialize value (/game/startedAt) : Unable to serialize `2026-05-06T00:00:00.000` as a valid DateTime Object.",
    ],
    [
      'expires',
      "Can't serialize value (/game/expires) : Unable to serialize `2026` as a valid timestamp.",
    ],
    [
      'done',
      "Can't serialize value (/game/done) : Expected type 'Boolean' but was 'LinkedHashMap'.",
    ],
    [
      'level',
      "Can't serialize value (/game/level) : Invalid input for Enum 'Level'. Unknown value 'X'",
    ],
  ])('%s of the wrong kind: null, path and message only', async (field, message) => {
    const api = createTestApi({ schema, resolvers: { 'Query.game': constant(bad) } });
    const body = await api.query(`{ game { id ${field} } }`);
    expect(body.data).toEqual({ game: { id: '1', [field]: null } });
    expect(JSON.stringify(body.errors)).toBe(
      JSON.stringify([{ path: ['game', field], locations: null, message }]),
    );
  });

  test('null in a non-null field: bubbles to the nearest nullable parent', async () => {
    const api = createTestApi({
      schema,
      resolvers: { 'Query.game': constant({ id: 1, friend: { id: 2, must: { id: null } } }) },
    });
    expect(await api.query('{ game { id friend { must { id } } } }')).toEqual({
      data: { game: { id: '1', friend: null } },
      errors: [
        {
          path: ['game', 'friend', 'must', 'id'],
          locations: null,
          message:
            "Cannot return null for non-nullable type: 'ID' within parent 'Game' (/game/friend/must/id)",
        },
      ],
    });
  });

  test('null in a list of non-null: index in the message, number in the path', async () => {
    const api = createTestApi({
      schema,
      resolvers: { 'Query.list': constant({ items: [{ id: 1 }, null] }) },
    });
    expect(await api.query('{ list { items { id } } }')).toEqual({
      data: { list: { items: null } },
      errors: [
        {
          path: ['list', 'items', 1],
          locations: null,
          message:
            "Cannot return null for non-nullable type: 'Game' within parent 'null' (/list/items[1])",
        },
      ],
    });
  });

  test('null for a non-null list: a list type has no name in messages', async () => {
    const api = createTestApi({
      schema: 'type Query { page: Page } type Page { items: [String!]! count: Int! }',
      resolvers: { 'Query.page': constant({ items: null }) },
    });
    expect((await api.query('{ page { items count } }')).errors).toEqual([
      {
        path: ['page', 'items'],
        locations: null,
        message:
          "Cannot return null for non-nullable type: 'null' within parent 'Page' (/page/items)",
      },
      {
        path: ['page', 'count'],
        locations: null,
        message:
          "Cannot return null for non-nullable type: 'Int' within parent 'Page' (/page/count)",
      },
    ]);
  });

  test('object for a list: type mismatch', async () => {
    const api = createTestApi({ schema, resolvers: { 'Query.posts': constant({ a: 1 }) } });
    expect(await api.query('{ posts }')).toEqual({
      data: { posts: null },
      errors: [
        {
          path: ['posts'],
          locations: null,
          message:
            "Can't resolve value (/posts) : type mismatch error, expected type LIST, got OBJECT",
        },
      ],
    });
  });
});
