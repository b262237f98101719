import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { putIntoBucket } from '../../functions/lib/parking/bucket-client.ts';

/** What S3 answers, in turn; 200 at the end. */
let answers: number[] = [];
let asked: { readonly request: IncomingMessage; readonly body: string }[] = [];
const server = createServer((request, response) => {
  void request.toArray().then((chunks) => {
    asked.push({ request, body: Buffer.concat(chunks as Buffer[]).toString() });
    response.writeHead(answers.shift() ?? 200).end();
  });
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());
beforeEach(() => {
  [answers, asked] = [[], []];
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => vi.unstubAllEnvs());

const put = () => putIntoBucket('bucket', 'aws/lambda/reader/object', '{"a":1}');

test('putIntoBucket: sends the object whole, signed for S3 with the hash of what is in it', async () => {
  await put();
  const [first] = asked;
  expect(first?.request).toMatchObject({ method: 'PUT', url: '/bucket/aws/lambda/reader/object' });
  expect(first?.body).toBe('{"a":1}');
  expect(first?.request.headers['authorization']).toMatch(
    /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-central-1\/s3\/aws4_request, /u,
  );
  // sha256 of {"a":1}
  expect(first?.request.headers['x-amz-content-sha256']).toBe(
    '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862',
  );
});

test('putIntoBucket: tries again what passes, and gives up after three attempts', async () => {
  answers = [503, 500];
  await put();
  expect(asked).toHaveLength(3);
  answers = [503, 503, 503];
  await expect(put()).rejects.toThrow('s3 answered 503');
  expect(asked).toHaveLength(6);
});

test('putIntoBucket: does not repeat what S3 refuses', async () => {
  answers = [403];
  await expect(put()).rejects.toThrow('s3 answered 403');
  expect(asked).toHaveLength(1);
});
