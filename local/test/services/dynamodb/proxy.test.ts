import { DescribeTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
  createDynamodb,
  createDynamodbAccess,
  type Dynamodb,
} from '../../../services/dynamodb/index.ts';
import { createCredentialStore } from '../../../aws/credentials.ts';
import { signedHeaders } from '../../support/signed.ts';
import { iamWith, ROLE_ARN } from '../../aws/iam/roles.ts';
import { recordingLog, temporaryFolder, usersTable } from './builders.ts';
import { cleanups } from '../../../testing/cleanups.ts';
import { client, credentials, item, key, started } from './harness.ts';

describe('proxy', () => {
  async function gatewayFor(dynamodb: Dynamodb): Promise<string> {
    const [route] = dynamodb.routes;
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://gateway');
      if (route?.matches(request, url)) void route.handle(request, response, url);
      else response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanups.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test('DynamoDB calls: reach the engine and its answers come back', async () => {
    const gateway = client(await gatewayFor(await started()));
    const large = { ...item, note: { S: 'x'.repeat(300_000) } };
    await gateway.send(new PutItemCommand({ TableName: 'Users', Item: large }));
    const read = await gateway.send(new GetItemCommand({ TableName: 'Users', Key: key }));
    expect(read.Item).toEqual(large);
  });

  test('DynamoDB calls: keep the error of the engine', async () => {
    const gateway = client(await gatewayFor(await started()));
    const call = gateway.send(new GetItemCommand({ TableName: 'Absent', Key: key }));
    await expect(call).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('DynamoDB Streams calls: reach the engine', async () => {
    const dynamodb = await started();
    const endpoint = await gatewayFor(dynamodb);
    const { Table } = await client(endpoint).send(new DescribeTableCommand({ TableName: 'Users' }));
    const streams = new DynamoDBStreamsClient({ endpoint, region: 'us-east-1', credentials });
    const answer = await streams.send(
      new DescribeStreamCommand({ StreamArn: Table?.LatestStreamArn }),
    );
    expect(answer.StreamDescription?.TableName).toBe('Users');
  });

  test('engine down: answers 500 in the form that SDKs retry', async () => {
    const log = recordingLog();
    const dynamodb = createDynamodb({
      dataFolder: temporaryFolder(),
      endpoint: 'http://127.0.0.1:1',
      tables: [],
      log,
    });
    const gateway = await gatewayFor(dynamodb);
    // One that is passed on as it came, and one that is answered.
    for (const operation of ['ListTables', 'DescribeTable']) {
      const answer = await fetch(gateway, {
        method: 'POST',
        headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
        body: '{"TableName":"Users"}',
      });
      expect(answer.status).toBe(500);
      expect(await answer.json()).toMatchObject({
        __type: expect.stringMatching(/#InternalServerError$/),
      });
      expect(log.lines.splice(0)).toEqual([
        expect.stringMatching(
          /^error dynamodb the engine does not answer: http:\/\/127\.0\.0\.1:1\/ failed: .*ECONNREFUSED/,
        ),
      ]);
    }
  });

  test('a failure of the engine itself: reaches the caller as it is, and the log', async () => {
    const body = JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
      message: 'commit failed (backend: database or disk is full)',
    });
    const engine = createServer((_request, response) => void response.writeHead(500).end(body));
    engine.listen(0, '127.0.0.1');
    await once(engine, 'listening');
    cleanups.push(() => new Promise((resolve) => engine.close(resolve)));
    const endpoint = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
    const log = recordingLog();
    const gateway = await gatewayFor(
      createDynamodb({ dataFolder: temporaryFolder(), endpoint, tables: [], log }),
    );
    // One that is passed on as it came, and one that is answered.
    for (const operation of ['ListTables', 'DescribeTable']) {
      const answer = await fetch(gateway, {
        method: 'POST',
        headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
        body: '{"TableName":"Users"}',
      });
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual(JSON.parse(body));
      expect(log.lines.splice(0)).toEqual([
        expect.stringContaining(`error dynamodb ${endpoint}/ failed: the disk is full.`),
      ]);
    }
  });

  test('a key of a role: is held to its policies, whatever the body is', async () => {
    const store = createCredentialStore('000000000000');
    const { permissions, ...principal } = iamWith([{ do: 'dynamodb:GetItem' }]).session(
      ROLE_ARN,
      'session',
    );
    const access = createDynamodbAccess([usersTable()], {
      region: 'us-east-1',
      accountId: '000000000000',
    });
    const dynamodb = await started({ callers: { credentials: store, access } });
    const roleKey = store.issue({ ...principal, permissions });
    const gateway = await gatewayFor(dynamodb);
    const send = async (operation: string, body: string): Promise<unknown> => {
      const headers = await signedHeaders(gateway, {
        service: 'dynamodb',
        body,
        credentials: roleKey,
        headers: {
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          'content-type': 'application/x-amz-json-1.0',
        },
      });
      const answer = await fetch(gateway, { method: 'POST', headers, body });
      return await answer.json();
    };
    const get = JSON.stringify({ TableName: 'Users', Key: key });
    expect(await send('GetItem', get)).toEqual({});
    const denied = { __type: 'com.amazon.coral.service#AccessDeniedException' };
    expect(await send('DeleteItem', get)).toMatchObject({
      ...denied,
      Message: expect.stringContaining('dynamodb:DeleteItem'),
    });
    for (const body of ['null', '[]', '"x"']) {
      expect(await send('DeleteItem', body)).toMatchObject(denied);
    }
    expect(await send('constructor', '{}')).toMatchObject(denied);
    expect(await send('DeleteItem', 'no JSON')).not.toMatchObject(denied);
  });

  test.each<[string, Record<string, string>, string]>([
    ['no signature', {}, 'MissingAuthenticationTokenException'],
    ['a signature of another secret', { secretAccessKey: 'other' }, 'InvalidSignatureException'],
    ['a key that nobody gave out', { accessKeyId: 'AKIAX' }, 'UnrecognizedClientException'],
    ['the signature 00', { authorization: 'Signature=00' }, 'IncompleteSignatureException'],
  ])('%s: is refused before the engine sees the call', async (_, wrong, type) => {
    const store = createCredentialStore('000000000000');
    const access = createDynamodbAccess([usersTable()], {
      region: 'us-east-1',
      accountId: '000000000000',
    });
    const dynamodb = await started({ callers: { credentials: store, access } });
    const gateway = await gatewayFor(dynamodb);
    const body = JSON.stringify({ TableName: 'Users' });
    const { authorization, ...key } = wrong;
    const target = { 'x-amz-target': 'DynamoDB_20120810.Scan' };
    const signed = await signedHeaders(gateway, {
      service: 'dynamodb',
      body,
      headers: target,
      credentials: { ...credentials, ...key },
    });
    const headers =
      type === 'MissingAuthenticationTokenException'
        ? target
        : { ...signed, ...(authorization !== undefined && { authorization }) };
    const answer = await fetch(gateway, { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: `com.amazon.coral.service#${type}` });
  });

  test('other requests: are not for this route', async () => {
    const gateway = await gatewayFor(await started({ tables: [] }));
    const answer = await fetch(gateway, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.ListUsers' },
    });
    expect(answer.status).toBe(404);
  });
});
