import { DescribeTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createDynamodb, type Dynamodb } from '../../../local/dynamodb/index.ts';
import { recordingLog, temporaryFolder } from './builders.ts';
import { cleanups, client, credentials, item, key, started } from './harness.ts';

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
    const answer = await fetch(gateway, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      body: '{}',
    });
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({
      __type: expect.stringMatching(/#InternalServerError$/),
    });
    expect(log.lines[0]).toContain('error dynamodb the engine does not answer');
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
