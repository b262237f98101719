import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createQueues } from '../../../services/sqs/index.ts';
import { createCredentialStore } from '../../../aws/credentials.ts';
import { createFakeClock } from '../../../testing/fake-clock.ts';
import { signedHeaders } from '../../support/signed.ts';
import { cleanups } from '../../../testing/cleanups.ts';

export const START = Date.UTC(2026, 10, 23, 9, 30);
export const ARN = 'arn:aws:sqs:us-east-1:000000000000:letters';
export const QueueUrl = 'http://127.0.0.1:4000/000000000000/letters';

/** The queue `letters` behind the real SDK, and others by their names. */
export async function letters(
  file = join(mkdtempSync(join(tmpdir(), 'queues-')), 'events.sqlite'),
  beside: readonly string[] = [],
) {
  const clock = createFakeClock(START);
  const queue = { stackName: 'T', logicalId: 'Q', queueName: 'letters', arn: ARN, url: QueueUrl };
  const others = beside.map((queueName) => ({
    ...queue,
    logicalId: queueName,
    queueName,
    arn: ARN.replace('letters', queueName),
    url: QueueUrl.replace('letters', queueName),
  }));
  const queues = createQueues([{ ...queue, visibilityTimeout: 40 }, ...others], {
    file,
    clock,
    credentials: createCredentialStore('000000000000'),
  });
  await queues.start();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gateway');
    void queues.routes.find((one) => one.matches(request, url))?.handle(request, response, url);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sdk = new SQSClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
    maxAttempts: 1,
  });
  cleanups.push(async () => {
    sdk.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await queues.stop();
  });
  const receive = async (input: object = {}) =>
    (await sdk.send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? [];
  const counts = async () => {
    const { Attributes } = await sdk.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    return [
      Attributes?.ApproximateNumberOfMessages,
      Attributes?.ApproximateNumberOfMessagesNotVisible,
    ];
  };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = async (url: string, headers: Record<string, string>, body: string) => {
    const answer = await fetch(url, { method: 'POST', headers, body });
    return { status: answer.status, text: await answer.text() };
  };
  const call = async (
    action: string,
    body: string,
    { service = 'sqs', secretAccessKey = 'local', ...over }: Record<string, string> = {},
  ) => {
    const headers = await signedHeaders(endpoint, {
      service,
      body,
      credentials: { accessKeyId: 'local', secretAccessKey },
      headers: { 'x-amz-target': `AmazonSQS.${action}` },
    });
    return post(endpoint, { ...headers, ...over }, body);
  };
  const query = async (body: string) => {
    const url = `${endpoint}/000000000000/letters`;
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return post(url, await signedHeaders(url, { service: 'sqs', body, headers: type }), body);
  };
  return { clock, file, queues, sdk, receive, counts, call, query };
}
