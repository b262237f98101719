import { expect, test } from 'vitest';
import type { RequestContext } from '../../graphql/types.ts';
import { apiKeyContext, code, createTestApi } from '../support/appsync-api.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';

/* OPERATION_LEVEL_CACHING, by AWS's page "Configuring server-side caching". */
function cachedApi() {
  const state = { calls: 0 };
  const clock = createFakeClock();
  const ask = code("return { operation: 'Invoke', payload: ctx.args };");
  const api = createTestApi(
    {
      schema: 'type Query { n(x: Int): Int, broken: Int } type Mutation { add: Int }',
      dataSources: [
        { stackName: 'T', logicalId: 'F', name: 'fn', type: 'AWS_LAMBDA', functionArn: 'count' },
      ],
      resolvers: {
        'Query.n': { code: ask, dataSource: 'fn' },
        'Query.broken': {
          code: code("return { operation: 'Invoke', payload: 1 };", "util.error('no');"),
          dataSource: 'fn',
        },
        'Mutation.add': { code: ask, dataSource: 'fn' },
      },
      overrides: { cache: { behavior: 'OPERATION_LEVEL_CACHING', ttl: 60 } },
    },
    { functions: { count: () => (state.calls += 1) }, clock },
  );
  return { api, state, clock };
}

const withHeaders = (headers: RequestContext['request']['headers']): Partial<RequestContext> => ({
  request: { headers, domainName: null },
});

const withIdentity = (sub: string, sourceIp: string): Partial<RequestContext> => ({
  caller: {
    mode: 'AMAZON_COGNITO_USER_POOLS',
    identity: {
      sub,
      issuer: 'i',
      username: sub,
      claims: {},
      sourceIp: [sourceIp],
      defaultAuthStrategy: 'ALLOW',
      groups: null,
    },
    deniedFields: [],
  },
});

test('the same query: one run within the ttl', async () => {
  const { api, state, clock } = cachedApi();
  expect(await api.query('{ n }')).toEqual({ data: { n: 1 } });
  clock.advance(59_999);
  expect(await api.query('{ n }')).toEqual({ data: { n: 1 } });
  clock.advance(1);
  expect(await api.query('{ n }')).toEqual({ data: { n: 2 } });
  expect(state.calls).toBe(2);
});

test('query text, variables, operation name: each makes an entry of its own', async () => {
  const { api } = cachedApi();
  const execute = async (request: Parameters<typeof api.engine.execute>[0]) =>
    (await api.engine.execute(request, apiKeyContext)).body.data;
  const query = 'query A($x: Int) { n(x: $x) } query B { n }';
  expect(await execute({ query, operationName: 'A', variables: { x: 1 } })).toEqual({ n: 1 });
  expect(await execute({ query, operationName: 'A', variables: { x: 2 } })).toEqual({ n: 2 });
  expect(await execute({ query, operationName: 'B' })).toEqual({ n: 3 });
  expect(await execute({ query: `${query} `, operationName: 'B' })).toEqual({ n: 4 });
  expect(await execute({ query, operationName: 'A', variables: { x: 1 } })).toEqual({ n: 1 });
});

test('identity: its own entry, from whatever address', async () => {
  const { api, state } = cachedApi();
  await api.query('{ n }', undefined, withIdentity('ann', '1.1.1.1'));
  await api.query('{ n }', undefined, withIdentity('ann', '2.2.2.2'));
  expect(state.calls).toBe(1);
  await api.query('{ n }', undefined, withIdentity('bob', '1.1.1.1'));
  expect(state.calls).toBe(2);
});

test('headers: an entry of its own, but for those that differ by request', async () => {
  const { api, state } = cachedApi();
  const reserved = (value: string) => ({ authorization: value, 'x-forwarded-for': value });
  await api.query('{ n }', undefined, withHeaders({ tenant: 'a', ...reserved('1') }));
  await api.query('{ n }', undefined, withHeaders({ tenant: 'a', ...reserved('2') }));
  expect(state.calls).toBe(1);
  await api.query('{ n }', undefined, withHeaders({ tenant: 'b', ...reserved('1') }));
  expect(state.calls).toBe(2);
});

test('denied fields of a Lambda authorizer: an entry of its own', async () => {
  const { api, state } = cachedApi();
  const caller = (deniedFields: readonly string[]): Partial<RequestContext> => ({
    caller: { mode: 'AWS_LAMBDA', identity: { resolverContext: {} }, deniedFields },
  });
  await api.query('{ n }', undefined, caller([]));
  await api.query('{ n }', undefined, caller(['Query.broken']));
  expect(state.calls).toBe(2);
});

test('a query with errors, a mutation: run each time', async () => {
  const { api, state } = cachedApi();
  for (const query of ['{ broken }', 'mutation { add }']) {
    await api.query(query);
    await api.query(query);
  }
  expect(state.calls).toBe(4);
});
