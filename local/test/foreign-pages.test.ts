import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLocal } from '../index.ts';
import type { Local } from '../index.ts';
import { isChromiumMissing, withBundle } from '../testing/chromium.ts';
import { signedHeaders } from './support/signed.ts';
import { smallAssembly } from './small-app.ts';

const EMPTY_MODULE = fileURLToPath(new URL('../shared/is-object.ts', import.meta.url));

let local: Local;
let table: string;
beforeAll(async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'foreign-'));
  local = await startLocal({ assemblyFolder: smallAssembly(), dataFolder, port: 0 });
  table = Object.values(local.outputs.stacks['Small'] ?? {})[0] ?? '';
});
afterAll(() => local.stop());

interface Call {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A call with a good signature of the developer's key, which every site knows. */
async function signed(service: string, target: string, input: object, path = '/'): Promise<Call> {
  const body = JSON.stringify(input);
  const { host, ...headers } = await signedHeaders(local.url + path, {
    service,
    body,
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
  });
  expect(host).toBe(new URL(local.url).host);
  return { path, method: 'POST', headers, body };
}

/** What a page of another origin reads of each call: its status, or null. */
function askFromPage(calls: readonly Call[]): Promise<(number | null)[]> {
  return withBundle(EMPTY_MODULE, (page) =>
    page.evaluate(
      async ({ url, asked }) => {
        const answers: (number | null)[] = [];
        for (const { path, ...init } of asked) {
          const answer = await fetch(url + path, init).catch(() => null);
          answers.push(answer?.status ?? null);
        }
        return answers;
      },
      { url: local.url, asked: [...calls] },
    ),
  );
}

describe.skipIf(isChromiumMissing())('pages of another origin', () => {
  test('engine: they read none of its pages, and reach no service with the known key', async () => {
    const key = { id: { S: 'stolen' } };
    const plain = { 'content-type': 'text/plain' };
    const calls: Call[] = [
      '/health',
      '/mailbox',
      '/dead-letters',
      '/dead-letters?queue=x',
      '/local-config.json',
      '/_local/app',
      '/',
      '/login',
      '/oauth2/authorize',
      '/logout',
      '/nothing',
    ].map((path) => ({ path }));
    calls.push(
      await signed('dynamodb', 'DynamoDB_20120810.Scan', { TableName: table }),
      await signed('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: table, Item: key }),
      await signed('sqs', 'AmazonSQS.ListQueues', {}),
      await signed('cognito-idp', 'AWSCognitoIdentityProviderService.ListUserPools', {
        MaxResults: 1,
      }),
      await signed('lambda', 'x', {}, '/2015-03-31/functions/x/invocations'),
      await signed('ses', 'x', {}, '/v2/email/outbound-emails'),
      await signed('ssm', 'AmazonSSM.GetParameter', {}),
      // Without a preflight.
      { path: '/2015-03-31/functions/x/invocations', method: 'POST', headers: plain, body: '{}' },
      { path: '/v2/email/outbound-emails', method: 'POST', headers: plain, body: '{}' },
      { path: '/_local/iam/credentials', method: 'POST', headers: plain, body: '{"role":"x"}' },
      { path: '/_local/clock', method: 'POST', headers: plain, body: '{"advanceMs":1}' },
      { path: '/_local/faults', method: 'PUT', headers: plain, body: '{"rules":[]}' },
    );
    const answers = await askFromPage(calls);
    // The Cognito API is open; its own refusal may be read.
    const cognito = calls.findIndex(({ headers }) =>
      headers?.['x-amz-target']?.startsWith('AWSCognito'),
    );
    expect(answers.splice(cognito, 1)).toEqual([400]);
    expect(answers).toEqual(answers.map(() => null));

    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const sdk = new DynamoDBClient({ endpoint: local.url, region: 'us-east-1', credentials });
    const { Items } = await sdk.send(new ScanCommand({ TableName: table }));
    expect(Items).toEqual([]);
    sdk.destroy();
  });

  test('engine: GraphQL, the Cognito API and OAuth answer them', async () => {
    const { apiKey, clientId, userPoolId } = local.outputs;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const target = 'AWSCognitoIdentityProviderService.InitiateAuth';
    const answers = await askFromPage([
      {
        path: '/graphql',
        method: 'POST',
        headers: { 'x-api-key': apiKey },
        body: '{"query":"{ hello }"}',
      },
      {
        path: '/',
        method: 'POST',
        headers: { 'x-amz-target': target },
        body: JSON.stringify({ ClientId: clientId, AuthFlow: 'USER_SRP_AUTH' }),
      },
      { path: '/oauth2/token', method: 'POST', headers: form, body: 'grant_type=x' },
      { path: '/oauth2/revoke', method: 'POST', headers: form, body: 'token=x' },
      { path: '/oauth2/userInfo', headers: { authorization: 'Bearer x' } },
      { path: `/${userPoolId}/.well-known/jwks.json` },
      { path: `/${userPoolId}/.well-known/openid-configuration` },
    ]);
    expect(answers).toEqual([200, 400, 400, 401, 401, 200, 200]);
  });
});

test('engine: a signature of nobody reaches no service', async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'guessed' };
  const sdk = new DynamoDBClient({ endpoint: local.url, region: 'us-east-1', credentials });
  const command = new CreateTableCommand({
    TableName: 'New',
    KeySchema: [],
    AttributeDefinitions: [],
  });
  await expect(sdk.send(command)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  sdk.destroy();
});
