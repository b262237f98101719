import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Log } from '../../../shared/log.ts';
import { eventually } from '../../../testing/eventually.ts';
import { lambdaFunction, recordingLog } from './builders.ts';
import { cleanups } from '../../../testing/cleanups.ts';
import { lambdaHost } from './harness.ts';

async function clientFor(
  source: string,
  log?: Log,
  secretAccessKey = 'local',
): Promise<LambdaClient> {
  const host = lambdaHost([lambdaFunction(source)], log && { log });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gateway');
    const route = host.routes.find((candidate) => candidate.matches(request, url));
    if (route) void route.handle(request, response, url);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return new LambdaClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey },
    maxAttempts: 1,
  });
}

const text = (payload: { transformToString(): string } | undefined): unknown =>
  JSON.parse(payload?.transformToString() ?? 'null');
const echo = 'export const handler = async (event) => event;';

describe('Invoke', () => {
  test('RequestResponse: gives the result', async () => {
    const sdk = await clientFor(echo);
    const answer = await sdk.send(
      new InvokeCommand({ FunctionName: 'hello', Payload: Buffer.from('{"a":"ü"}') }),
    );
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(answer.FunctionError).toBeUndefined();
    expect(text(answer.Payload)).toEqual({ a: 'ü' });
  });

  test('RequestResponse of a function that throws: 200 with FunctionError', async () => {
    const sdk = await clientFor(`export const handler = async () => { throw new Error('no'); };`);
    const answer = await sdk.send(new InvokeCommand({ FunctionName: 'hello' }));
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(text(answer.Payload)).toMatchObject({ errorType: 'Error', errorMessage: 'no' });
  });

  test('Event: 202 at once, the function runs', async () => {
    const log = recordingLog();
    const sdk = await clientFor(`export const handler = async () => console.log('ran');`, log);
    const answer = await sdk.send(
      new InvokeCommand({
        FunctionName: 'hello',
        InvocationType: 'Event',
        Payload: Buffer.from('{}'),
      }),
    );
    expect(answer.StatusCode).toBe(202);
    await eventually(() => expect(log.lines).toEqual(['info hello ran']));
  });

  test('DryRun: 204, the function does not run', async () => {
    const log = recordingLog();
    const sdk = await clientFor(`console.log('ran'); ${echo}`, log);
    const answer = await sdk.send(
      new InvokeCommand({ FunctionName: 'hello', InvocationType: 'DryRun' }),
    );
    expect(answer.StatusCode).toBe(204);
    expect(log.lines).toEqual([]);
  });

  test('a signature with another secret: InvalidSignatureException', async () => {
    const sdk = await clientFor(echo, undefined, 'guess');
    await expect(sdk.send(new InvokeCommand({ FunctionName: 'hello' }))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('a function named by its ARN: the signature holds', async () => {
    const sdk = await clientFor(echo);
    const FunctionName = 'arn:aws:lambda:us-east-1:000000000000:function:hello:$LATEST';
    expect(await sdk.send(new InvokeCommand({ FunctionName }))).toMatchObject({ StatusCode: 200 });
  });

  test('unknown function: ResourceNotFoundException', async () => {
    const sdk = await clientFor(echo);
    await expect(sdk.send(new InvokeCommand({ FunctionName: 'absent' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:absent',
    });
  });

  test('payload that is no JSON: InvalidRequestContentException', async () => {
    const sdk = await clientFor(echo);
    const call = sdk.send(new InvokeCommand({ FunctionName: 'hello', Payload: Buffer.from('{') }));
    await expect(call).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
      message: expect.stringMatching(/^Could not parse request body into json/),
    });
  });

  test('payload over 6 MB: RequestTooLargeException', async () => {
    const sdk = await clientFor(echo);
    const Payload = Buffer.from(JSON.stringify('x'.repeat(6_291_456)));
    await expect(
      sdk.send(new InvokeCommand({ FunctionName: 'hello', Payload })),
    ).rejects.toMatchObject({ name: 'RequestTooLargeException' });
  });
});
