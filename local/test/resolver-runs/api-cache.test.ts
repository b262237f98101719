import { describe, expect, test } from 'vitest';
import type { ApiCaching, ResolverCaching } from '../../assembly/model.ts';
import type { Caller } from '../../shared/identity.ts';
import { code, createTestApi, type TestApi } from '../support/appsync-api.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';

/* Expected values are those of AWS's page "Configuring server-side caching". */
const SCHEMA = `
  input Where { id: ID }
  type Note { id: ID, author(short: Boolean): String }
  type Query { note(id: ID, where: Where): String, notes: [Note], broken: String, half: String }
  type Mutation { update(id: ID, key: String): String, forget(id: ID): String }
`;

/** A function that says how often it was asked; each answer is another. */
function counter() {
  const state = { calls: 0 };
  const count = (payload: unknown): unknown => {
    state.calls += 1;
    return `${JSON.stringify(payload)} ${state.calls}`;
  };
  return { state, count };
}

const asking = (payload: string, response?: string): string =>
  code(`return { operation: 'Invoke', payload: ${payload} };`, response);

interface Setting {
  readonly behavior?: ApiCaching['behavior'];
  readonly caching?: ResolverCaching;
  readonly evict?: string;
  readonly mutation?: string;
}

function apiWith({ behavior = 'PER_RESOLVER_CACHING', caching, evict = '', mutation }: Setting) {
  const { state, count } = counter();
  const clock = createFakeClock();
  const lambda = (source: string) => ({ code: source, dataSource: 'fn', caching });
  const api = createTestApi(
    {
      schema: SCHEMA,
      dataSources: [
        { stackName: 'T', logicalId: 'F', name: 'fn', type: 'AWS_LAMBDA', functionArn: 'count' },
      ],
      resolvers: {
        'Query.note': lambda(asking('{ id: ctx.args.id ?? ctx.args.where?.id }')),
        'Query.notes': code("return { payload: [{ id: '1' }, { id: '2' }] };"),
        'Note.author': lambda(asking('{ of: ctx.source.id }')),
        'Query.broken': lambda(asking('{}', "util.error('no ' + ctx.result);")),
        'Query.half': lambda(
          asking('{}', "util.appendError('half ' + ctx.result); return ctx.result;"),
        ),
        'Mutation.update': lambda(mutation ?? asking('{}', `${evict} return ctx.result;`)),
        'Mutation.forget': code(
          "extensions.evictFromApiCache('Query', 'note', { 'ctx.args.id': ctx.args.id }); return { payload: null };",
          "extensions.evictFromApiCache('Query', 'note', { 'context.arguments.id': 'other' }); return 'done';",
        ),
      },
      overrides: { cache: { behavior, ttl: 60 } },
    },
    { functions: { count }, clock },
  );
  return { api, state, clock };
}

const asUser = (username: string): { readonly caller: Caller } => ({
  caller: {
    mode: 'AMAZON_COGNITO_USER_POOLS',
    identity: {
      sub: username,
      issuer: 'i',
      username,
      claims: { tenant: 'one' },
      sourceIp: ['1.2.3.4'],
      defaultAuthStrategy: 'ALLOW',
      groups: null,
    },
    deniedFields: [],
  },
});

const note = async (api: TestApi, id: string, user?: string): Promise<unknown> => {
  const context = user === undefined ? {} : asUser(user);
  return (await api.query('query ($id: ID) { note(id: $id) }', { id }, context)).data?.['note'];
};

describe('PER_RESOLVER_CACHING', () => {
  test('a resolver with CachingConfig: is asked once within its ttl', async () => {
    const { api, state, clock } = apiWith({ caching: { ttl: 30, keys: [] } });
    const first = await note(api, '1');
    clock.advance(29_999);
    expect(await note(api, '1')).toBe(first);
    clock.advance(1);
    expect(await note(api, '1')).not.toBe(first);
    expect(state.calls).toBe(2);
  });

  test('a resolver without CachingConfig: is asked each time', async () => {
    const { api, state } = apiWith({});
    await note(api, '1');
    await note(api, '1');
    expect(state.calls).toBe(2);
  });

  test('no keys: arguments, source and identity tell entries apart', async () => {
    const { api, state } = apiWith({ caching: { ttl: 30, keys: [] } });
    for (const [id, user] of [
      ['1', 'ann'],
      ['2', 'ann'],
      ['1', 'bob'],
      ['1', 'ann'],
    ] as const) {
      await note(api, id, user);
    }
    expect(state.calls).toBe(3);
    const query = '{ notes { author(short: true) } }';
    const { data } = await api.query(query);
    expect(state.calls).toBe(5);
    expect((await api.query(query)).data).toEqual(data);
    expect(state.calls).toBe(5);
  });

  test.each([['$context.arguments.id'], ['context.arguments.id'], ['$ctx.args.id']])(
    'key %s: other callers share the entry, other ids do not',
    async (key) => {
      const { api, state } = apiWith({ caching: { ttl: 30, keys: [key] } });
      expect(await note(api, '1', 'ann')).toBe(await note(api, '1', 'bob'));
      await note(api, '2', 'ann');
      expect(state.calls).toBe(2);
    },
  );

  test('keys of nested members: arguments.where.id, identity.claims.tenant', async () => {
    const keys = ['$context.arguments.where.id', '$context.identity.claims.tenant'];
    const { api, state } = apiWith({ caching: { ttl: 30, keys } });
    const query = 'query ($id: ID) { note(where: { id: $id }) }';
    for (const [id, user] of [
      ['1', 'ann'],
      ['1', 'bob'],
      ['2', 'ann'],
    ] as const) {
      await api.query(query, { id }, asUser(user));
    }
    expect(state.calls).toBe(2);
  });

  test('a resolver that raised or appended an error: is not kept', async () => {
    const { api, state } = apiWith({ caching: { ttl: 30, keys: [] } });
    for (const field of ['broken', 'half']) {
      const first = await api.query(`{ ${field} }`);
      const second = await api.query(`{ ${field} }`);
      expect([first.errors, second.errors]).toEqual([expect.any(Array), expect.any(Array)]);
    }
    expect(state.calls).toBe(4);
  });

  test('mutations: run each time', async () => {
    const { api, state } = apiWith({ caching: { ttl: 30, keys: [] } });
    await api.query('mutation { update(id: "1") }');
    await api.query('mutation { update(id: "1") }');
    expect(state.calls).toBe(2);
  });
});

describe('FULL_REQUEST_CACHING', () => {
  test('every resolver is kept for the ttl of the cache, by arguments and identity', async () => {
    const { api, state, clock } = apiWith({ behavior: 'FULL_REQUEST_CACHING' });
    await note(api, '1', 'ann');
    await note(api, '1', 'ann');
    expect(state.calls).toBe(1);
    await note(api, '1', 'bob');
    await note(api, '2', 'ann');
    expect(state.calls).toBe(3);
    clock.advance(60_000);
    await note(api, '1', 'ann');
    expect(state.calls).toBe(4);
  });

  test('a field of several objects: each has its own', async () => {
    const { api } = apiWith({ behavior: 'FULL_REQUEST_CACHING' });
    const { data } = await api.query('{ notes { author } }');
    expect(data).toEqual({ notes: [{ author: '{"of":"1"} 1' }, { author: '{"of":"2"} 2' }] });
  });
});

describe('evictFromApiCache', () => {
  const caching = { ttl: 30, keys: ['$context.arguments.id'] };

  test('an entry that is there: goes, and is counted in extensions', async () => {
    const { api, state } = apiWith({ caching });
    await note(api, '1');
    await note(api, '2');
    const body = await api.query('mutation { forget(id: "1") }');
    expect(body).toEqual({ data: { forget: 'done' }, extensions: { apiCacheEntriesDeleted: 1 } });
    await note(api, '1');
    await note(api, '2');
    expect(state.calls).toBe(3);
  });

  test('several: are counted together', async () => {
    const { api } = apiWith({ caching });
    await note(api, '1');
    await note(api, 'other');
    const body = await api.query('mutation { forget(id: "1") }');
    expect(body.extensions).toEqual({ apiCacheEntriesDeleted: 2 });
  });

  test('none: no extensions', async () => {
    const { api } = apiWith({ caching });
    expect(await api.query('mutation { forget(id: "9") }')).not.toHaveProperty('extensions');
  });

  test('keys in another order than the resolver’s: nothing goes', async () => {
    const keys = ['context.identity.username', 'context.arguments.id'];
    const evicting = (pairs: string): string =>
      `extensions.evictFromApiCache('Query', 'note', { ${pairs} });`;
    const [user, id] = ["'ctx.identity.username': 'ann'", "'ctx.args.id': '1'"];
    for (const [pairs, expected] of [
      [`${id}, ${user}`, undefined],
      [`${user}, ${id}`, { apiCacheEntriesDeleted: 1 }],
    ] as const) {
      const { api } = apiWith({ caching: { ttl: 30, keys }, evict: evicting(pairs) });
      await note(api, '1', 'ann');
      expect((await api.query('mutation { update }')).extensions).toEqual(expected);
    }
  });

  test('without a cache: nothing happens', async () => {
    const api = createTestApi({
      schema: 'type Query { a: Int } type Mutation { forget: Int }',
      resolvers: {
        'Mutation.forget': code("extensions.evictFromApiCache('Query', 'a', {}); return {};"),
      },
    });
    expect(await api.query('mutation { forget }')).toEqual({ data: { forget: null } });
  });
});

test('schema with other names of its root types: its mutations run each time', async () => {
  let calls = 0;
  const api = createTestApi(
    {
      schema: 'schema { query: Q, mutation: M } type Q { a: Int } type M { add: Int }',
      dataSources: [
        { stackName: 'T', logicalId: 'F', name: 'fn', type: 'AWS_LAMBDA', functionArn: 'add' },
      ],
      resolvers: { 'M.add': { code: asking('{}'), dataSource: 'fn' } },
      overrides: { cache: { behavior: 'FULL_REQUEST_CACHING', ttl: 60 } },
    },
    { functions: { add: () => (calls += 1) } },
  );
  await api.query('mutation { add }');
  expect((await api.query('mutation { add }')).data).toEqual({ add: 2 });
});
