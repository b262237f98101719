import { Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const CODE = 'export const request = () => ({});\nexport const response = () => null;\n';
const RUNTIME = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };

type More = (stack: Stack, apiId: string) => void;

/** An API with L1 constructs: those of L2 would find some of the mistakes themselves. */
function apiWith(props: Partial<appsync.CfnGraphQLApiProps>, more: More = () => {}): () => unknown {
  return () =>
    appOf((root) => {
      const stack = new Stack(root, 'S');
      const api = new appsync.CfnGraphQLApi(stack, 'Api', {
        name: 'api',
        authenticationType: 'API_KEY',
        ...props,
      });
      const apiId = api.attrApiId;
      new appsync.CfnGraphQLSchema(stack, 'Schema', { apiId, definition: 'type Query { a: Int }' });
      new appsync.CfnDataSource(stack, 'None', { apiId, name: 'none', type: 'NONE' });
      more(stack, apiId);
    });
}

const resolver =
  (props: Partial<appsync.CfnResolverProps>): More =>
  (stack, apiId) => {
    const common = { apiId, typeName: 'Query', fieldName: 'a', dataSourceName: 'none' };
    new appsync.CfnResolver(stack, 'R', { ...common, code: CODE, runtime: RUNTIME, ...props });
  };

const pipelineFunction =
  (props: Partial<appsync.CfnFunctionConfigurationProps>): More =>
  (stack, apiId) => {
    const common = { apiId, name: 'f', dataSourceName: 'none', code: CODE, runtime: RUNTIME };
    new appsync.CfnFunctionConfiguration(stack, 'F', { ...common, ...props });
  };

const source =
  (name: string): More =>
  (stack, apiId) => {
    new appsync.CfnDataSource(stack, 'Source', { apiId, name, type: 'NONE' });
  };

const cache =
  (ttl: number): More =>
  (stack, apiId) => {
    new appsync.CfnApiCache(stack, 'Cache', {
      apiId,
      ttl,
      type: 'SMALL',
      apiCachingBehavior: 'FULL_REQUEST_CACHING',
    });
  };

const variables = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`V${index}`, 'x']));

const authorizer = (ttl: number) => ({
  authenticationType: 'AWS_LAMBDA',
  lambdaAuthorizerConfig: {
    authorizerUri: 'arn:aws:lambda:us-east-1:000000000000:function:f',
    authorizerResultTtlInSeconds: ttl,
  },
});

// Ranges and patterns: https://docs.aws.amazon.com/appsync/latest/APIReference/API_Operations.html
// and https://docs.aws.amazon.com/general/latest/gr/appsync.html
describe('what AppSync takes and what not', () => {
  test.each<[string, Parameters<typeof apiWith>, Parameters<typeof apiWith>, RegExp]>([
    [
      'the name of a data source',
      [{}, source('_Orders2')],
      [{}, source('orders-table')],
      /S\.Source: the data source is named "orders-table"; .*no digit first/,
    ],
    [
      'the name of a pipeline function',
      [{}, pipelineFunction({ name: 'save2' })],
      [{}, pipelineFunction({ name: '2save' })],
      /S\.F: the pipeline function is named "2save"/,
    ],
    [
      'MaxBatchSize of a resolver',
      [{}, resolver({ maxBatchSize: 2_000 })],
      [{}, resolver({ maxBatchSize: 2_001 })],
      /S\.R: MaxBatchSize is 2001; AppSync takes at most 2000/,
    ],
    [
      'MaxBatchSize of a function',
      [{}, pipelineFunction({ maxBatchSize: 2_000 })],
      [{}, pipelineFunction({ maxBatchSize: 2_001 })],
      /S\.F: MaxBatchSize is 2001/,
    ],
    [
      'CachingConfig.Ttl',
      [{}, resolver({ cachingConfig: { ttl: 3_600 } })],
      [{}, resolver({ cachingConfig: { ttl: 3_601 } })],
      /S\.R: CachingConfig\.Ttl is 3601; .* 3600/,
    ],
    [
      'CachingKeys',
      [{}, resolver({ cachingConfig: { ttl: 1, cachingKeys: keys(25) } })],
      [{}, resolver({ cachingConfig: { ttl: 1, cachingKeys: keys(26) } })],
      /S\.R: the number of CachingKeys is 26; .* 25/,
    ],
    ['Ttl of an ApiCache', [{}, cache(3_600)], [{}, cache(3_601)], /S\.Api: Ttl of its ApiCache/],
    [
      'QueryDepthLimit',
      [{ queryDepthLimit: 75 }],
      [{ queryDepthLimit: 76 }],
      /S\.Api: QueryDepthLimit is 76; .* 75/,
    ],
    [
      'ResolverCountLimit',
      [{ resolverCountLimit: 10_000 }],
      [{ resolverCountLimit: 10_001 }],
      /S\.Api: ResolverCountLimit is 10001; .* 10000/,
    ],
    [
      'the number of environment variables',
      [{ environmentVariables: variables(50) }],
      [{ environmentVariables: variables(51) }],
      /S\.Api: the number of environment variables is 51; .* 50/,
    ],
    [
      'the name of an environment variable',
      [{ environmentVariables: { TABLE_1: 'x' } }],
      [{ environmentVariables: { A: 'x' } }],
      /S\.Api: an environment variable is named "A"; .*a letter, then at least one/,
    ],
    [
      'the value of an environment variable',
      [{ environmentVariables: { LONG: 'x'.repeat(512) } }],
      [{ environmentVariables: { LONG: 'x'.repeat(513) } }],
      /S\.Api: the length of environment variable LONG is 513; .* 512/,
    ],
    [
      'AuthorizerResultTtlInSeconds',
      [authorizer(3_600)],
      [authorizer(3_601)],
      /S\.Api: AuthorizerResultTtlInSeconds is 3601/,
    ],
    [
      'Lambda authorizers',
      [authorizer(1)],
      [{ ...authorizer(1), additionalAuthenticationProviders: [authorizer(1)] }],
      /S\.Api: the number of AWS_LAMBDA authorization modes is 2/,
    ],
    [
      'AuthenticationType',
      [{ authenticationType: 'AWS_IAM' }],
      [{ authenticationType: 'IAM' }],
      /S\.Api has the AuthenticationType IAM; AppSync has .*AWS_IAM/,
    ],
    [
      'code without a runtime',
      [{}, resolver({})],
      [{}, resolver({ runtime: undefined })],
      /S\.R has code, which needs the runtime APPSYNC_JS 1\.0\.0; it has none/,
    ],
    [
      'another version of the runtime',
      [{}, pipelineFunction({})],
      [{}, pipelineFunction({ runtime: { name: 'APPSYNC_JS', runtimeVersion: '2.0.0' } })],
      /S\.F has code, .*; it names APPSYNC_JS 2\.0\.0/,
    ],
  ])('%s: the last that is taken, the first that is refused', (_name, taken, refused, message) => {
    expect(apiWith(...taken)).not.toThrow();
    expect(apiWith(...refused)).toThrow(
      expect.objectContaining({
        code: 'ERR_ASSEMBLY',
        message: expect.stringMatching(message) as string,
      }),
    );
  });

  test('no schema: is refused with the way out', () => {
    const build = (): unknown =>
      appOf((root) => {
        const props = { name: 'api', authenticationType: 'API_KEY' };
        new appsync.CfnGraphQLApi(new Stack(root, 'S'), 'Api', props);
      });
    expect(build).toThrow(/S\.Api: the API api has no schema\. .*--stack/);
    expect(build).toThrow(expect.objectContaining({ code: 'ERR_SCHEMA' }));
  });

  test('several mistakes: are told at once', () => {
    const mistaken = apiWith({ queryDepthLimit: 76, resolverCountLimit: 10_001 }, source('a b'));
    expect(mistaken).toThrow(/"a b"[^]*QueryDepthLimit[^]*ResolverCountLimit/);
  });
});

function keys(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `$context.arguments.a${index}`);
}
