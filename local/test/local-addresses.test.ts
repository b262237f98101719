import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnOutput, CfnResource, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startLocal } from '../index.ts';
import type { Local, LocalOptions } from '../index.ts';
import { isObject } from '../shared/is-object.ts';
import { definitionOf, synthesizeApp } from './assembly/synthesize-app.ts';

const SDL = `
  type Query @aws_api_key @aws_cognito_user_pools { mine: String, signed: String, sign: String, elsewhere: String }
  schema { query: Query }`;

/** What a function does that was written without this engine in mind. */
const SEND = `
  const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
  exports.handler = async () => {
    delete process.env.AWS_ENDPOINT_URL;
    const sdk = new SQSClient({ endpoint: 'https://sqs.us-east-1.amazonaws.com' });
    const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/000000000000/letters';
    const { MessageId } = await sdk.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    return MessageId ? 'sent' : 'lost';
  };`;

const http = (target: string, body: string): string => `
  export function request() {
    return { method: 'POST', resourcePath: '/', params: {
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': '${target}' },
      body: '${body}' } };
  }
  export function response(ctx) { return ctx.result.statusCode + ' ' + ctx.result.body; }`;

const NONE = `
  export function request() { return {}; }
  export function response() { return 'mine'; }`;

let assembly: string;
beforeAll(() => {
  assembly = synthesizeApp((root) => {
    const stack = new Stack(root, 'Places');
    const pool = new cognito.UserPool(stack, 'Pool');
    const domain = pool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'places' } });
    const scope = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' });
    const server = pool.addResourceServer('Server', { identifier: 'items', scopes: [scope] });
    const client = pool.addClient('Machine', {
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [cognito.OAuthScope.resourceServer(server, scope)],
      },
    });
    client.node.addDependency(server);
    const queue = new sqs.Queue(stack, 'Queue', { queueName: 'letters' });
    const table = new dynamodb.Table(stack, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    });
    const send = new lambda.Function(stack, 'Send', {
      code: lambda.Code.fromInline(SEND),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    });
    queue.grantSendMessages(send);
    const api = new appsync.GraphqlApi(stack, 'Api', {
      name: 'places',
      definition: definitionOf(SDL),
      authorizationConfig: {
        defaultAuthorization: {
          authorizationType: appsync.AuthorizationType.USER_POOL,
          userPoolConfig: { userPool: pool },
        },
        additionalAuthorizationModes: [{ authorizationType: appsync.AuthorizationType.API_KEY }],
      },
    });
    const signing = { signingRegion: 'us-east-1', signingServiceName: 'dynamodb' };
    const data = api.addHttpDataSource('Data', 'https://dynamodb.us-east-1.amazonaws.com', {
      authorizationConfig: signing,
    });
    table.grantReadData(data);
    api.addHttpDataSource('Steps', 'https://states.us-east-1.amazonaws.com');
    api.addNoneDataSource('None');
    const fields = [
      ['mine', 'None', NONE],
      ['signed', 'Data', http('DynamoDB_20120810.Scan', '{"TableName":"TABLE"}')],
      ['elsewhere', 'Steps', http('AWSStepFunctions.StartExecution', '{}')],
    ] as const;
    for (const [fieldName, dataSource, code] of fields) {
      new CfnResource(stack, fieldName, {
        type: 'AWS::AppSync::Resolver',
        properties: {
          ApiId: api.apiId,
          TypeName: 'Query',
          FieldName: fieldName,
          DataSourceName: dataSource,
          Code: code.replace('TABLE', 'Places-Table'),
          Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
        },
      }).node.addDependency(api);
    }
    (table.node.defaultChild as dynamodb.CfnTable).tableName = 'Places-Table';
    api.addLambdaDataSource('Function', send).createResolver('sign', {
      typeName: 'Query',
      fieldName: 'sign',
    });
    const outputs = {
      TokenUrl: `${domain.baseUrl()}/oauth2/token`,
      Issuer: pool.userPoolProviderUrl,
      IssuerName: pool.userPoolProviderName,
      Queue: queue.queueUrl,
      Api: api.graphqlUrl,
      Host: 'places.s3.eu-west-1.amazonaws.com',
      Bucket: 'see https://places.s3.eu-west-1.amazonaws.com/a.png',
      Socket: 'wss://abc.appsync-realtime-api.us-east-1.amazonaws.com/graphql',
      China: 'https://sqs.cn-north-1.amazonaws.com.cn/1/q',
      Arn: table.tableArn,
    };
    for (const [key, value] of Object.entries(outputs)) {
      new CfnOutput(stack, `Out${key}`, { value }).overrideLogicalId(key);
    }
  });
});

async function started(options: LocalOptions = {}): Promise<Local> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'places-'));
  const local = await startLocal({ assemblyFolder: assembly, dataFolder, port: 0, ...options });
  onTestFinished(() => local.stop());
  return local;
}

async function machineToken({ tokenUrl, ...outputs }: Local['outputs']): Promise<string> {
  const { machineClientId: id, machineClientSecret: secret } = outputs;
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

async function query({ graphqlUrl }: Local['outputs'], authorization: string, text: string) {
  const headers = authorization.startsWith('da2-')
    ? { 'x-api-key': authorization }
    : { authorization };
  const body = JSON.stringify({ query: text });
  return (await fetch(graphqlUrl, { method: 'POST', headers, body })).json() as Promise<{
    readonly data: Readonly<Record<string, string>>;
  }>;
}

/** Every text of a value, at any depth. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(textsOf) : [];
}

describe('outputs', () => {
  test('startLocal: no output names a host of AWS', async () => {
    const { outputs, url } = await started();
    const texts = textsOf(outputs);
    expect(texts.length).toBeGreaterThan(15);
    expect(texts.filter((text) => /amazonaws|amazoncognito|\.aws\b/.test(text))).toEqual([]);
    const { host } = new URL(url);
    expect(outputs.tokenUrl).toBe(`${url}/oauth2/token`);
    expect(outputs.stacks['Places']).toMatchObject({
      TokenUrl: `${url}/oauth2/token`,
      Issuer: `${url}/us-east-1_LocalPool`,
      IssuerName: `${host}/us-east-1_LocalPool`,
      Host: `${host}/places`,
      Bucket: `see ${url}/places/a.png`,
      Socket: `ws://${host}/graphql`,
      China: `${url}/1/q`,
      Arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/Places-Table',
    });
  });
});

describe('issuer', () => {
  test('--issuer local: iss, discovery, keys and AppSync agree on the local address', async () => {
    const { outputs, url } = await started({ issuer: 'local' });
    const token = await machineToken(outputs);
    const issuer = `${url}/us-east-1_LocalPool`;
    const discovered = await fetch(`${issuer}/.well-known/openid-configuration`);
    const document = (await discovered.json()) as Readonly<Record<string, string>>;
    expect(document['issuer']).toBe(issuer);
    const keys = createRemoteJWKSet(new URL(document['jwks_uri'] ?? ''));
    expect((await jwtVerify(token, keys, { issuer })).payload.iss).toBe(issuer);
    expect(await query(outputs, token, '{ mine }')).toEqual({ data: { mine: 'mine' } });
  });

  test('without it: iss has the form of AWS, and AppSync takes no other', async () => {
    const { outputs } = await started();
    const token = await machineToken(outputs);
    const { iss } = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    ) as Readonly<Record<string, string>>;
    expect(iss).toBe('https://cognito-idp.us-east-1.amazonaws.com/us-east-1_LocalPool');
    expect(await query(outputs, token, '{ mine }')).toEqual({ data: { mine: 'mine' } });
  });
});

describe('calls of AWS', () => {
  test('HTTP data sources and functions: reach what this engine plays, or its name', async () => {
    const lines: string[] = [];
    const write = (_: string, text: string): void => void lines.push(text);
    const log = { info: write, warn: write, error: write };
    const { outputs } = await started({ log });
    const { data } = await query(outputs, outputs.apiKey, '{ signed sign elsewhere }');
    expect(data['signed']).toBe('200 {"Items":[],"Count":0,"ScannedCount":0}');
    expect(data['sign']).toBe('sent');
    expect(data['elsewhere']).toMatch(/^400 .*states StartExecution at states\.us-east-1/);
    expect(lines.join('\n')).toContain('states StartExecution at states.us-east-1.amazonaws.com');
  });
});
