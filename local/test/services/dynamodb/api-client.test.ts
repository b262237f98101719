import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { signRequest } from '../../../aws/sign-request.ts';
import { createApiClient } from '../../../services/dynamodb/index.ts';
import { readBody } from '../../../shared/read-body.ts';
import { cleanups } from '../../../testing/cleanups.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const REFUSAL = { __type: 'com.amazon.coral.service#InvalidSignatureException', message: 'no' };

/** Whether the signature is that of this very call. */
function isOwnSignature({ headers }: IncomingMessage, body: string): boolean {
  const names = ['host', 'content-type', 'content-length', 'x-amz-target'];
  const date = String(headers['x-amz-date']).replace(
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
    '$1-$2-$3T$4:$5:$6Z',
  );
  const { authorization } = signRequest(
    {
      method: 'POST',
      path: '/',
      headers: Object.fromEntries(names.map((name) => [name, String(headers[name])])),
      body,
    },
    { service: 'dynamodb', region: 'eu-west-1', credentials: CREDENTIALS, now: Date.parse(date) },
  );
  return authorization === headers.authorization;
}

/** An engine that answers what it was asked; it notes of each call whether its signature is its own. */
async function startEngine(checks: boolean) {
  const own: boolean[] = [];
  const server = createServer((request, response) => {
    void readBody(request, 10_000).then((bytes) => {
      const body = String(bytes);
      const isOwn = isOwnSignature(request, body);
      own.push(isOwn);
      const isRefused = checks && !isOwn;
      response.statusCode = isRefused ? 400 : 200;
      response.end(isRefused ? JSON.stringify(REFUSAL) : body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createApiClient({ endpoint, region: 'eu-west-1', credentials: CREDENTIALS });
  cleanups.push(async () => {
    client.close();
    server.close();
    await once(server, 'close');
  });
  const askAll = async (): Promise<unknown[]> => {
    const answers: unknown[] = [];
    for (const Key of ['one', 'two', 'three']) answers.push(await client.call('GetItem', { Key }));
    return answers;
  };
  return { own, askAll };
}

const ANSWERS = [{ Key: 'one' }, { Key: 'two' }, { Key: 'three' }];

test('an engine that looks at no signature: gets that of the first call with all of them', async () => {
  const { own, askAll } = await startEngine(false);
  expect(await askAll()).toEqual(ANSWERS);
  expect(own).toEqual([true, false, false]);
});

test('an engine that refuses a signature: gets one for each call from then on', async () => {
  const { own, askAll } = await startEngine(true);
  expect(await askAll()).toEqual(ANSWERS);
  expect(own).toEqual([true, false, true, true]);
});
