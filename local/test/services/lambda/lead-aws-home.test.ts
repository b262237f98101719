import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { lambdaFunction } from './builders.ts';
import { cleanups } from '../../../testing/cleanups.ts';
import { lambdaHost } from './harness.ts';

/** Stands for the gateway: answers with what it was asked. */
async function echo(): Promise<string> {
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, host: headers.host, QueueUrls: [headers.host] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const run = async (code: string, event: unknown): Promise<unknown> =>
  lambdaHost([lambdaFunction(code)], { gatewayUrl: await echo() }).invoke('hello', event);

const CLIENTS = {
  'node:https': `
    import https from 'node:https';
    export const handler = (url) => new Promise((resolve, reject) => {
      https.get(url, (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += chunk)).on('end', () => resolve(JSON.parse(text)));
      }).on('error', reject);
    });`,
  'node:https with a kept connection': `
    import { Agent, get } from 'node:https';
    const agent = new Agent({ keepAlive: true });
    const one = (url) => new Promise((resolve, reject) => {
      get(url, { agent }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += chunk)).on('end', () => resolve(JSON.parse(text)));
      }).on('error', reject);
    });
    export const handler = async (url) => { await one(url); return one(url); };`,
  fetch: 'export const handler = async (url) => (await fetch(url)).json();',
};

const HOSTS = [
  'sqs.us-east-1.amazonaws.com',
  'bucket.s3.dualstack.eu-west-1.amazonaws.com',
  '123456789012.ddb.us-east-1.amazonaws.com',
  'dynamodb-fips.us-gov-west-1.amazonaws.com',
  'sqs.cn-north-1.amazonaws.com.cn',
  'lambda.eu-west-1.api.aws',
  'example.auth.us-east-1.amazoncognito.com',
];

test.each(Object.entries(CLIENTS))(
  '%s: calls of AWS reach the gateway as sent',
  async (_, code) => {
    const gatewayUrl = await echo();
    const host = lambdaHost([lambdaFunction(code)], { gatewayUrl });
    for (const name of HOSTS) {
      expect(await host.invoke('hello', `https://${name}/a?b=c`)).toEqual({
        ok: true,
        payload: { method: 'GET', url: '/a?b=c', host: name, QueueUrls: [name] },
      });
    }
  },
);

test('plain HTTP: is led there too, and so is the address of credentials', async () => {
  for (const host of ['sqs.us-east-1.amazonaws.com', '169.254.169.254']) {
    expect(await run(CLIENTS.fetch, `http://${host}/x`)).toMatchObject({
      payload: { url: '/x', host },
    });
  }
});

test('SDK of version 3: a client with an endpoint of its own for AWS reaches the gateway', async () => {
  const code = `
    import { SQSClient, ListQueuesCommand } from '@aws-sdk/client-sqs';
    const sdk = new SQSClient({
      endpoint: 'https://sqs.us-east-1.amazonaws.com', region: 'us-east-1', maxAttempts: 1,
    });
    export const handler = async () => (await sdk.send(new ListQueuesCommand({}))).QueueUrls[0];`;
  expect(await run(code, null)).toEqual({ ok: true, payload: 'sqs.us-east-1.amazonaws.com' });
});

test('HTTP/2: is refused with the name of the host', async () => {
  const code = `
    import http2 from 'node:http2';
    export const handler = () => new Promise((resolve) => {
      http2.connect('https://kinesis.us-east-1.amazonaws.com').on('error', (error) => resolve(error.message));
    });`;
  expect(await run(code, null)).toMatchObject({
    payload: expect.stringContaining('a call of kinesis.us-east-1.amazonaws.com was refused'),
  });
});

// RDS, ElastiCache, AWS IoT, SMTP of SES: none of them speaks HTTP.
test.each([
  ['net', 5432, 'database.cluster-abc.us-east-1.rds.amazonaws.com'],
  ['net', 6379, 'cache.abc.0001.use1.cache.amazonaws.com'],
  ['tls', 8883, 'abc-ats.iot.us-east-1.amazonaws.com'],
  ['net', 587, 'email-smtp.us-east-1.amazonaws.com'],
])('%s.connect to port %i of %s: is refused by name', async (module, port, name) => {
  const code = `
    import { connect } from 'node:${module}';
    export const handler = ({ port, host }) => new Promise((resolve) => {
      connect({ port, host }).on('error', (error) => resolve(error.message));
    });`;
  expect(await run(code, { port, host: name })).toMatchObject({
    payload: `The local engine plays no service of AWS over port ${port}: a call of ${name} was refused.`,
  });
});

test('dns.lookup: gives the address of the gateway for names of AWS', async () => {
  const code = `
    import dns from 'node:dns';
    import { promisify } from 'node:util';
    export const handler = async (name) => [
      (await dns.promises.lookup(name)).address,
      (await promisify(dns.lookup)(name)).address,
      (await promisify(dns.lookup)('localhost', { family: 4 })).address,
      await new Promise((resolve) => dns.lookup(name, (_, address) => resolve(address))),
    ];`;
  expect(await run(code, 'sts.us-east-1.amazonaws.com')).toEqual({
    ok: true,
    payload: Array.from({ length: 4 }, () => '127.0.0.1'),
  });
});

test('other hosts: are called as ever', async () => {
  const url = await echo();
  const other = lambdaHost([lambdaFunction(CLIENTS.fetch)], { gatewayUrl: 'http://127.0.0.1:1' });
  expect(await other.invoke('hello', `${url}/own`)).toMatchObject({ payload: { url: '/own' } });
});
