import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  AwsError,
  createFront,
  readJson,
  requirePermission,
  requireSignature,
  sendAwsJson,
} from '../../aws/index.ts';
import { createCredentialStore } from '../../aws/credentials.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { withGateway } from '../gateway/with-gateway.ts';
import { signedHeaders } from '../support/signed.ts';

const credentials = createCredentialStore('000000000000');
const READER = credentials.issue({
  arn: 'arn:aws:sts::000000000000:assumed-role/Reader/reader',
  userId: 'AROALOCAL:reader',
  accountId: '000000000000',
  permissions: {
    refusal: (action, resource) =>
      action === 'ssm:GetParameter' ? null : `not authorized to perform ${action} on ${resource}`,
  },
});

/** A service that the engine does not have, made as local/README.md says. */
function createParameterStore(parameters: Map<string, string>): HttpRoute {
  const prefix = 'AmazonSSM.';
  return createFront({
    name: 'ssm',
    awsServices: { ssm: 'Parameter Store' },
    matches: ({ headers }) => String(headers['x-amz-target']).startsWith(prefix),
    limit: { bytes: 100 },
    answer({ request, response, body }) {
      const action = String(request.headers['x-amz-target']).slice(prefix.length);
      const caller = requireSignature(request, body, { service: 'ssm', credentials, status: 400 });
      const { Name, Value } = readJson(body) as { Name: string; Value: string };
      requirePermission(caller, [`ssm:${action}`, `parameter/${Name}`]);
      if (action === 'PutParameter') parameters.set(Name, Value);
      else if (!parameters.has(Name)) throw new AwsError('ParameterNotFound', `No ${Name}.`);
      sendAwsJson(response, '1.1', 200, { Parameter: { Name, Value: parameters.get(Name) } });
    },
    refuse({ type, message, status }, { response }) {
      sendAwsJson(response, '1.1', status, { __type: type, message });
    },
  });
}

async function withParameterStore() {
  const { url } = await withGateway([createParameterStore(new Map([['stage', 'beta']]))]);
  const call = async (
    action: string,
    body: string,
    { signed = true, key = credentials.developer } = {},
  ): Promise<{ status: number; body: unknown }> => {
    const headers = { 'x-amz-target': `AmazonSSM.${action}` };
    const sent = signed
      ? await signedHeaders(url, { service: 'ssm', headers, body, credentials: key })
      : headers;
    const answer = await fetch(url, { method: 'POST', headers: sent, body });
    return { status: answer.status, body: await answer.json() };
  };
  return { url, call };
}

describe('a further service', () => {
  test('a signed call: is answered in AWS JSON', async () => {
    const { call } = await withParameterStore();
    expect(await call('GetParameter', '{"Name":"stage"}')).toEqual({
      status: 200,
      body: { Parameter: { Name: 'stage', Value: 'beta' } },
    });
  });

  test.each([
    ['its own refusal', 'GetParameter', '{"Name":"x"}', {}, 400, 'ParameterNotFound'],
    ['no JSON', 'GetParameter', '{', {}, 400, 'SerializationException'],
    [
      'no signature',
      'GetParameter',
      '{"Name":"stage"}',
      { signed: false },
      400,
      'MissingAuthenticationTokenException',
    ],
    [
      'a key that nobody handed out',
      'GetParameter',
      '{"Name":"stage"}',
      { key: { accessKeyId: 'AKIAX', secretAccessKey: 'x' } },
      400,
      'UnrecognizedClientException',
    ],
    [
      'a role that may not',
      'PutParameter',
      '{"Name":"stage","Value":"x"}',
      { key: READER },
      400,
      'AccessDeniedException',
    ],
    [
      'a body over its limit',
      'GetParameter',
      `"${'x'.repeat(100)}"`,
      {},
      413,
      'RequestEntityTooLargeException',
    ],
  ])('%s: is refused in its protocol', async (_what, action, body, how, status, type) => {
    const { call } = await withParameterStore();
    const answer = await call(action, body, how);
    expect(answer).toMatchObject({ status, body: { __type: type } });
  });

  test('its host, and errors of unknown calls: are known to the gateway by the front alone', async () => {
    const { url, call } = await withParameterStore();
    const unknown = await fetch(url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
    });
    expect(await unknown.json()).toMatchObject({
      message: expect.stringContaining("What this app's engine plays: Parameter Store.") as string,
    });
    expect((await call('GetParameter', '{"Name":"stage"}', { key: READER })).status).toBe(200);
  });
});

describe('the services of the engine', () => {
  const local = fileURLToPath(new URL('../../', import.meta.url));
  const services = readdirSync(`${local}services`);
  const sourcesOf = (service: string): string =>
    readdirSync(`${local}services/${service}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(`${local}services/${service}/${file}`, 'utf8'))
      .join('\n');

  test.each(services)('%s: stands behind a front, and is started by a line', (service) => {
    expect(sourcesOf(service)).toMatch(/create(?:AwsJson|Query)?Front\(\{/);
    const root = readFileSync(`${local}start-services.ts`, 'utf8');
    expect(root).toContain(`from './services/${service}/index.ts'`);
  });
});
