import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { EventRule } from '../assembly/model.ts';
import { createEvents } from '../services/events/index.ts';
import { createQueues } from '../services/sqs/index.ts';
import { createS3 } from '../services/s3/index.ts';
import { createCredentialStore } from '../aws/credentials.ts';
import { systemClock } from '../shared/clock.ts';
import { silentLog } from '../shared/log.ts';

export const BUCKET = 'failed-changes';
const ACCOUNT = '000000000000';
const QUEUE_ARN = `arn:aws:sqs:us-east-1:${ACCOUNT}:told`;

/** A rule of the default bus that brings what fits to the queue. */
const ruleToQueue = (pattern: object): EventRule => ({
  stackName: 'T',
  logicalId: 'Told',
  ruleName: 'Told',
  arn: `arn:aws:events:us-east-1:${ACCOUNT}:rule/Told`,
  eventBusName: 'default',
  pattern: JSON.stringify(pattern),
  scheduleExpression: null,
  targets: [{ roleArn: null, arn: QUEUE_ARN, input: { from: 'event' }, deadLetterArn: null }],
});

/** A bucket whose new objects below `aws/lambda/` are told to a queue, behind the real SDK. */
export async function startBuckets(
  otherwise: (request: IncomingMessage, response: ServerResponse) => void = (_, response) =>
    void response.writeHead(404).end(),
) {
  const origin = { stackName: 'T', logicalId: 'Failed' };
  const folder = mkdtempSync(join(tmpdir(), 'buckets-'));
  const credentials = createCredentialStore(ACCOUNT);
  const routes: ReturnType<typeof createS3>['routes'][number][] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gateway');
    const route = routes.find((one) => one.matches(request, url));
    if (route) void route.handle(request, response, url);
    else otherwise(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const queueUrl = `${url}/${ACCOUNT}/told`;
  const queue = { ...origin, queueName: 'told', arn: QUEUE_ARN, url: queueUrl };
  const queues = createQueues([queue], { file: join(folder, 'queues.sqlite'), clock: systemClock });
  const pattern = {
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [BUCKET] }, object: { key: [{ prefix: 'aws/lambda/' }] } },
  };
  const bucketArn = `arn:aws:s3:::${BUCKET}`;
  const bucket = { ...origin, bucketName: BUCKET, arn: bucketArn, tellsEventBridge: true };
  const events = createEvents({
    region: 'us-east-1',
    accountId: ACCOUNT,
    eventBuses: [],
    eventRules: [ruleToQueue(pattern)],
    schedules: [],
    sendToQueue: queues.send,
    lambda: { invoke: () => Promise.reject(new Error('there is no function')) },
    clock: systemClock,
    log: silentLog,
  });
  const options = {
    file: join(folder, 's3.sqlite'),
    region: 'us-east-1',
    accountId: ACCOUNT,
    credentials,
    clock: systemClock,
    log: silentLog,
    takeEvent: events.take,
  };
  let s3 = createS3([bucket], options);
  routes.push(...s3.routes, ...queues.routes);
  const settings = { endpoint: url, region: 'us-east-1', credentials: credentials.developer };
  const clientOf = (change: S3ClientConfig = {}) =>
    new S3Client({ ...settings, forcePathStyle: true, maxAttempts: 1, ...change });
  return {
    url,
    queueUrl,
    bucketArn,
    credentials,
    settings,
    clientOf,
    client: clientOf(),
    sqs: new SQSClient(settings),
    put: (key: string, body: string) => s3.put(bucketArn, key, body),
    /** As after a restart of the engine. */
    async restart() {
      await s3.stop();
      s3 = createS3([bucket], options);
      routes.splice(0, routes.length, ...s3.routes, ...queues.routes);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await s3.stop();
      await queues.stop();
    },
  };
}
