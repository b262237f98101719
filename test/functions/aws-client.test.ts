import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { createAwsClient } from '../../functions/lib/aws-client.ts';
import { AWS_LIMITS } from '../../functions/lib/aws-limits.ts';
import { withinLimit } from '../../functions/lib/time-limit.ts';

test('functions/: makes clients of AWS in functions/lib/aws-client.ts alone, where they get their limits', () => {
  const files = readdirSync(join(ROOT, 'functions'), { recursive: true, encoding: 'utf8' });
  const made = files
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => /new \w+Client\(/.test(readFileSync(join(ROOT, 'functions', file), 'utf8')));
  expect(files).toContain('lib/aws-client.ts');
  expect(made).toEqual([]);
});

const sourcesOf = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, readFileSync(join(ROOT, folder, file), 'utf8')] as const);

test('functions/: ask nobody but by these clients and by signed requests, which have limits, too', () => {
  const asking = sourcesOf('functions').filter(([, text]) => /\bfetch\(|node:https?'/u.test(text));
  expect(asking.map(([file]) => file)).toEqual([]);
});

test('commands/: give each client of AWS its limits', () => {
  const made = sourcesOf('commands')
    // What is driven there is on this machine.
    .filter(([file]) => !file.startsWith(join('scale', 'driven')))
    .flatMap(([, text]) => [...text.matchAll(/new (\w+Client)\(\{.*?\}\)/gsu)]);
  expect(made.length).toBeGreaterThan(5);
  const limits = /\.\.\.(?:AWS_LIMITS\.|UNHURRIED\b)/u;
  expect(made.filter(([call]) => !limits.test(call)).map(([call]) => call)).toEqual([]);
});

test('createAwsClient: waits as long as the limits say, and no longer than what its call is part of', async () => {
  const { promise: asked, resolve } = Promise.withResolvers<true>();
  // Takes the request and never answers.
  const server = createServer(() => resolve(true));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const client = createAwsClient(SQSClient, 'sqs', {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    const { requestHandler } = client.config as unknown as {
      readonly requestHandler: { httpHandlerConfigs(): Readonly<Record<string, unknown>> };
    };
    const question = new GetQueueAttributesCommand({ QueueUrl: `http://127.0.0.1:${port}/q` });
    const answer = withinLimit(300, () => client.send(question));
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    await asked;
    expect(requestHandler.httpHandlerConfigs()).toMatchObject(AWS_LIMITS.sqs.requestHandler);
  } finally {
    client.destroy();
    server.closeAllConnections();
    server.close();
  }
});
