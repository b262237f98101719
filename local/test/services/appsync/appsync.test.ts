import {
  AppSyncClient,
  EvaluateCodeCommand,
  EvaluateMappingTemplateCommand,
  GetGraphqlApiCommand,
  GetIntrospectionSchemaCommand,
  ListGraphqlApisCommand,
} from '@aws-sdk/client-appsync';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { appsyncServices } from '../../../appsync-api.ts';
import { createCredentialStore } from '../../../aws/credentials.ts';
import { createAppsync } from '../../../services/appsync/index.ts';
import { createCloudformation } from '../../../services/cloudformation/index.ts';
import { createSts } from '../../../services/sts/index.ts';
import { systemClock } from '../../../shared/clock.ts';
import { withGateway } from '../../gateway/with-gateway.ts';
import { apiOf } from '../../support/appsync-api.ts';
import { lambdaFunction } from '../lambda/builders.ts';
import { lambdaHost } from '../lambda/harness.ts';

const credentials = createCredentialStore('000000000000');
const api = apiOf({ schema: 'type Query { now: AWSDateTime! }' });
const echo = lambdaFunction('export const handler = async (event) => event;');

async function clients(secretAccessKey = 'local') {
  const app = {
    region: 'us-east-1',
    accountId: '000000000000',
    outputs: { 'Todos.GraphqlUrl': 'http://x/graphql?a&b', 'Todos.Stage': 'dev' },
    apis: [api],
    tables: [],
    functions: [],
    userPools: [],
  };
  const services = [
    createAppsync(appsyncServices([api], systemClock), { credentials }),
    createSts(credentials),
    createCloudformation(app, { credentials, startedAt: 0 }),
    lambdaHost([echo]),
  ];
  const { url } = await withGateway(services.flatMap(({ routes }) => routes));
  const config = {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey },
    maxAttempts: 1,
  };
  return {
    url,
    appsync: new AppSyncClient(config),
    sts: new STSClient(config),
    cloudformation: new CloudFormationClient(config),
    lambda: new LambdaClient(config),
  };
}

const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' } as const;
const CODE = `import { util } from '@aws-appsync/utils';
export function request(ctx) {
  console.log('asked', ctx.args.id);
  ctx.stash.seen = true;
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ id: ctx.args.id }) };
}
export function response(ctx) { return ctx.result; }`;

// https://docs.aws.amazon.com/appsync/latest/devguide/test-resolvers.html
describe('EvaluateCode, by the SDK', () => {
  test('result, stash and logs: as JSON texts', async () => {
    const { appsync } = await clients();
    const context = JSON.stringify({ arguments: { id: '1' } });
    const answer = await appsync.send(
      new EvaluateCodeCommand({ code: CODE, context, runtime, function: 'request' }),
    );
    expect(answer).toMatchObject({
      evaluationResult: '{"operation":"GetItem","key":{"id":{"S":"1"}}}',
      stash: '{"seen":true}',
      outErrors: '[]',
      logs: ['INFO - code.js:3:3: "asked" "1"'],
    });
    expect(answer.error).toBeUndefined();
  });

  test('code that AWS would refuse: an error with its places, no failure of the call', async () => {
    const { appsync } = await clients();
    const code = CODE.replace('return ctx.result', 'for (;;) {} return 1');
    const { error } = await appsync.send(
      new EvaluateCodeCommand({ code, context: '{}', runtime, function: 'response' }),
    );
    expect(error).toMatchObject({
      codeErrors: [{ errorType: 'LINT_ERROR', location: { line: 7 } }],
    });
  });

  test.each([
    ['a context that is no JSON', { context: 'x' }],
    ['an empty code', { code: '' }],
    ['a function that there is not', { function: 'other' }],
  ])('%s: BadRequestException', async (_what, other) => {
    const { appsync } = await clients();
    const input = { code: CODE, context: '{}', runtime, function: 'request', ...other };
    await expect(appsync.send(new EvaluateCodeCommand(input))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });

  test('another secret, no signature: are refused', async () => {
    const { appsync, url } = await clients('wrong');
    const input = { code: CODE, context: '{}', runtime };
    await expect(appsync.send(new EvaluateCodeCommand(input))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    const bare = await fetch(`${url}/v1/dataplane-evaluatecode`, { method: 'POST', body: '{}' });
    expect(bare.status).toBe(403);
  });
});

describe('EvaluateMappingTemplate, by the SDK', () => {
  test('what the template prints; an error by its message', async () => {
    const { appsync } = await clients();
    const evaluate = (template: string) =>
      appsync.send(
        new EvaluateMappingTemplateCommand({
          template,
          context: '{"arguments": {"id": "1"}, "stash": {"a": 1}}',
        }),
      );
    expect(await evaluate('{"id": $util.toJson($ctx.args.id)}')).toMatchObject({
      evaluationResult: '{"id": "1"}',
      stash: '{"a":1}',
    });
    expect((await evaluate('$util.error("no")')).error).toEqual({ message: 'no' });
  });
});

describe('what clients ask of an app', () => {
  test('ListGraphqlApis, GetGraphqlApi, GetIntrospectionSchema', async () => {
    const { appsync } = await clients();
    const { graphqlApis } = await appsync.send(new ListGraphqlApisCommand({}));
    expect(graphqlApis).toMatchObject([
      { apiId: 'test', name: 'Test', authenticationType: 'API_KEY', uris: { GRAPHQL: api.url } },
    ]);
    const { graphqlApi } = await appsync.send(new GetGraphqlApiCommand({ apiId: 'test' }));
    expect(graphqlApi).toMatchObject({ arn: api.arn });
    const schema = async (format: 'SDL' | 'JSON'): Promise<string> => {
      const asked = new GetIntrospectionSchemaCommand({ apiId: 'test', format });
      return Buffer.from((await appsync.send(asked)).schema ?? []).toString();
    };
    expect(await schema('SDL')).toBe(api.schema);
    expect(JSON.parse(await schema('JSON'))).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    await expect(appsync.send(new GetGraphqlApiCommand({ apiId: 'x' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  test('GetCallerIdentity of STS: whose key it is', async () => {
    const { sts } = await clients();
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:user/local',
    });
  });

  test('DescribeStacks of CloudFormation: stacks with their outputs', async () => {
    const { cloudformation } = await clients();
    const describe = (StackName?: string) =>
      cloudformation.send(new DescribeStacksCommand({ StackName }));
    expect((await describe('Todos')).Stacks).toMatchObject([
      {
        StackName: 'Todos',
        StackStatus: 'CREATE_COMPLETE',
        Outputs: [
          { OutputKey: 'GraphqlUrl', OutputValue: 'http://x/graphql?a&b' },
          { OutputKey: 'Stage', OutputValue: 'dev' },
        ],
      },
    ]);
    expect((await describe()).Stacks?.map(({ StackName }) => StackName)).toEqual(['Todos', 'Test']);
    await expect(describe('Other')).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id Other does not exist',
    });
  });

  test('ListFunctions, GetFunction of Lambda: their settings', async () => {
    const { lambda } = await clients();
    const { Functions } = await lambda.send(new ListFunctionsCommand({}));
    const expected = {
      FunctionName: echo.functionName,
      FunctionArn: echo.arn,
      Handler: echo.handler,
    };
    expect(Functions).toMatchObject([expected]);
    const asked = new GetFunctionCommand({ FunctionName: echo.functionName });
    expect((await lambda.send(asked)).Configuration).toMatchObject({
      ...expected,
      State: 'Active',
    });
    await expect(
      lambda.send(new GetFunctionCommand({ FunctionName: 'absent' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
