import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { temporaryFolder } from './builders.ts';
import { cleanups } from '../../../testing/cleanups.ts';
import { started } from './harness.ts';

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serving = (answer: RequestListener): Promise<string> => listening(createServer(answer));

async function refusalOf(endpoint: string): Promise<string> {
  const dataFolder = temporaryFolder();
  const failure: unknown = await started({ dataFolder, endpoint }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'ERR_DYNAMODB_ENGINE' });
  const { message } = failure as Error;
  expect(message).toContain(`No DynamoDB at ${endpoint}: `);
  expect(message).toContain('correct --dynamodb or DYNAMODB_ENDPOINT');
  expect(message).not.toContain('\n');
  return message;
}

test('endpoint option: nobody listens there', async () => {
  expect(await refusalOf('http://127.0.0.1:9')).toContain('ECONNREFUSED');
});

test.each([
  ['http://anna:s3cret@127.0.0.1:9', '"http://127.0.0.1:9" was given with a user or password'],
  ['https://:s3cret@127.0.0.1:9', '"https://127.0.0.1:9" was given with a user or password'],
  ['http://127.0.0.1:9/?token=s3cret', 'No DynamoDB at http://127.0.0.1:9/: '],
  ['http://anna:s3cr@et@127.0.0.1:9', '"http://127.0.0.1:9" was given with a user or password'],
  ['ftp://anna:s3cret@127.0.0.1:9', '"ftp://127.0.0.1:9" is not the URL'],
  ['anna:s3cret@127.0.0.1:9', '"127.0.0.1:9" is not the URL'],
  ['http://anna:s3cret@127.0.0.1:port', '"http://127.0.0.1:port" is not the URL'],
])(
  'endpoint option: user and password are neither taken nor shown (%s)',
  async (endpoint, shown) => {
    const failure: unknown = await started({ dataFolder: temporaryFolder(), endpoint }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'ERR_DYNAMODB_ENGINE' });
    const { message } = failure as Error;
    expect(message).toContain(shown);
    expect(message).not.toMatch(/anna|s3cr|et@/);
  },
);

test('endpoint option: a name that there is not', async () => {
  expect(await refusalOf('http://dynamodb.invalid:8000')).toContain('dynamodb.invalid');
});

test('endpoint option: what answers is a web page, or another JSON service', async () => {
  const page = await serving((_request, response) => void response.end('<html>hello</html>'));
  expect(await refusalOf(page)).toContain('no JSON');
  const other = await serving((_request, response) => void response.writeHead(404).end('{}'));
  expect(await refusalOf(other)).toContain('what answers is no DynamoDB (HTTP 404)');
  const empty = await serving((_request, response) => void response.end('{}'));
  expect(await refusalOf(empty)).toContain('what answers is no DynamoDB');
});

test('endpoint option: https where http is spoken', async () => {
  const plain = await serving((_request, response) => void response.end('{}'));
  await refusalOf(plain.replace('http:', 'https:'));
});

test(
  'endpoint option: what takes the connection and says nothing',
  { timeout: 20_000 },
  async () => {
    const silent = await listening(
      createTcpServer((socket) => cleanups.push(() => Promise.resolve(socket.destroy()))),
    );
    expect(await refusalOf(silent)).toContain('no answer within 5 s');
  },
);
