import { Duration, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import { expect, test } from 'vitest';
import { appOf, definitionOf } from './synthesize-app.ts';

const CODE = 'export const request = () => ({});\nexport const response = (ctx) => ctx.result;';

/** The only API of an app that may have an ApiCache. */
function apiWith(cache?: Omit<appsync.CfnApiCacheProps, 'apiId'>) {
  const app = appOf((root) => {
    const stack = new Stack(root, 'Trial');
    const api = new appsync.GraphqlApi(stack, 'Api', {
      name: 'trial',
      definition: definitionOf('type Query { a(id: ID): Int b: Int }'),
    });
    const none = api.addNoneDataSource('None');
    for (const fieldName of ['a', 'b']) {
      none.createResolver(fieldName, {
        typeName: 'Query',
        fieldName,
        runtime: appsync.FunctionRuntime.JS_1_0_0,
        code: appsync.Code.fromInline(CODE),
        ...(fieldName === 'a' && {
          cachingConfig: {
            ttl: Duration.minutes(2),
            cachingKeys: ['$context.arguments.id', '$context.identity.sub'],
          },
        }),
      });
    }
    if (cache) new appsync.CfnApiCache(stack, 'Cache', { apiId: api.apiId, ...cache });
  });
  return { api: app.apis[0], unsupported: app.unsupported };
}

test.each(['FULL_REQUEST_CACHING', 'PER_RESOLVER_CACHING', 'OPERATION_LEVEL_CACHING'])(
  'ApiCache: behavior %s and ttl',
  (behavior) => {
    const cache = { apiCachingBehavior: behavior, type: 'SMALL', ttl: 600 };
    const { api, unsupported } = apiWith(cache);
    expect(api?.cache).toEqual({ behavior, ttl: 600 });
    expect(unsupported).toEqual([]);
  },
);

test('CachingConfig: ttl and keys of the resolver', () => {
  const { api } = apiWith();
  expect(api?.cache).toBeUndefined();
  const [a, b] = api?.resolvers ?? [];
  expect(a?.caching).toEqual({
    ttl: 120,
    keys: ['$context.arguments.id', '$context.identity.sub'],
  });
  expect(b).not.toHaveProperty('caching');
});
