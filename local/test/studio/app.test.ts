import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '../../gateway/index.ts';
import { silentLog } from '../../shared/log.ts';
import { createStudio, type Studio } from '../../studio/index.ts';
import type { RunningApp } from '../../studio/routes/app.ts';
import { appOf } from '../assembly/synthesize-app.ts';
import { runApp, type RunningApp as Running } from '../fixtures/run-app.ts';
import { answerOf, ask, refusal } from './ask.ts';
import { startWorkshop } from './workshop.ts';

let running: Running;
let app: RunningApp;
beforeAll(async () => {
  running = await startWorkshop();
  app = await answerOf(running.local, 'GET /app');
});
afterAll(() => running[Symbol.asyncDispose]());

describe('GET /_local/app', () => {
  test('engine: its version, address, region and account', () => {
    const { local } = running;
    expect(app.engine.url).toBe(local.url);
    expect(app.engine.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(app).toMatchObject({ region: 'us-east-1', accountId: '000000000000' });
    expect(app.mail.mailboxUrl).toBe(`${local.url}/mailbox`);
  });

  test('APIs: all of them, with what a caller of each mode needs', () => {
    const { outputs } = running.local;
    const [pool] = app.userPools;
    const [main, open] = app.apis;
    expect(main).toMatchObject({ name: 'main', url: outputs.graphqlUrl, resolvers: 4 });
    expect(main?.realtimeUrl).toBe(outputs.realtimeUrl);
    expect(main?.authModes).toEqual([
      {
        type: 'AMAZON_COGNITO_USER_POOLS',
        userPoolId: pool?.id,
        clientIds: [outputs.clientId],
        defaultAction: 'ALLOW',
      },
      { type: 'API_KEY', keys: [{ key: outputs.apiKey, expires: null }] },
      { type: 'AWS_IAM' },
    ]);
    expect(main?.dataSources).toContainEqual(
      expect.objectContaining({ name: 'Tools', target: app.tables[0]?.name, isPlayed: true }),
    );
    expect(open).toMatchObject({ name: 'open', authModes: [{ type: 'API_KEY' }] });
    expect(open?.url).not.toBe(main?.url);
  });

  test('tables: keys, indexes, stream and time to live', () => {
    expect(app.tables).toMatchObject([
      {
        key: { partition: [{ name: 'id', type: 'S' }], sort: [] },
        indexes: [
          {
            name: 'byKind',
            kind: 'global',
            key: {
              partition: [{ name: 'kind', type: 'S' }],
              sort: [{ name: 'weight', type: 'N' }],
            },
            projection: 'KEYS_ONLY',
          },
        ],
        streamView: 'NEW_AND_OLD_IMAGES',
        timeToLiveAttribute: 'until',
      },
    ]);
  });

  test('functions: as their developer named them, and what brings them events', () => {
    expect(app.functions.map(({ shortName }) => shortName)).toEqual([
      'follow',
      'take-order',
      'stock',
    ]);
    expect(app.functions[0]?.sourceFile).toMatch(/index\.js$/);
    const [table] = app.tables;
    const orders = app.queues.find(({ invokes }) => invokes.length > 0);
    const letters = app.queues.find(({ deadLettersOf }) => deadLettersOf.length > 0);
    expect(app.eventSources).toMatchObject([
      {
        kind: 'dynamodb-stream',
        source: table?.name,
        functionName: 'follow',
        onFailureArn: letters?.arn,
      },
      { kind: 'queue', source: orders?.name, functionName: 'take-order', isEnabled: true },
    ]);
    expect(orders).toMatchObject({ invokes: ['take-order'], visibilityTimeout: 40 });
    expect(letters).toMatchObject({ deadLettersOf: ['follow'] });
  });

  test('roles: who takes them on', () => {
    const used = app.roles.flatMap(({ usedBy }) => usedBy);
    expect(used).toEqual(expect.arrayContaining(['function stock', 'data source Tools of main']));
    expect(app.roles.find(({ name }) => name.includes('Clerk'))?.usedBy).toEqual([]);
  });

  test('pools: clients and groups; what is not played: with what that means', () => {
    expect(app.userPools[0]).toMatchObject({
      clients: [{ id: running.local.outputs.clientId, hasSecret: false }],
      groups: ['MASTERS', 'HANDS'],
    });
    expect(app.unsupported).toContainEqual({
      stackName: 'Workshop',
      logicalId: 'Firewall',
      type: 'AWS::WAFv2::WebACL',
      consequence: 'Requests are not filtered by a firewall.',
    });
  });
});

describe('routes below /_local/', () => {
  test('an unknown path or method: the answer names those that there are', async () => {
    const { local } = running;
    expect(await ask(local, 'GET /app/more')).toEqual(
      refusal(404, 'NotFound', expect.stringContaining('GET /_local/app')),
    );
    expect(await ask(local, 'POST /app', {})).toEqual(
      refusal(405, 'MethodNotAllowed', '/_local/app takes GET, not POST.'),
    );
  });
});

test('an app without pool, table and function: the lists are empty', async () => {
  await using small = await runApp((root) => {
    new Stack(root, 'Bare');
  });
  expect(await answerOf(small.local, 'GET /app')).toMatchObject({
    apis: [],
    userPools: [],
    tables: [],
    queues: [],
    functions: [],
    unsupported: [],
  });
  const lists = {
    tables: { tables: [] },
    'user-pools': { userPools: [] },
    mails: { mails: [], total: 0 },
    queues: { queues: [] },
    functions: { functions: [] },
    iam: { roles: [], resources: [] },
    faults: { rules: [] },
  };
  for (const [area, empty] of Object.entries(lists)) {
    expect(await answerOf(small.local, `GET /${area}`)).toEqual(empty);
  }
  expect(await answerOf(small.local, 'GET /clock')).toMatchObject({ offsetMs: 0 });
  expect(await ask(small.local, 'GET /functions/any/logs')).toEqual(
    refusal(404, 'NotFound', 'No function is named any. The app has none.'),
  );
});

test('another version of the app: is what is told of from then on', async () => {
  const version = (...names: readonly string[]) =>
    appOf((root) => {
      const stack = new Stack(root, 'Versions');
      for (const name of names) new Bucket(stack, name);
    });
  const gateway = createGateway({ host: '127.0.0.1', port: 0, log: silentLog });
  await gateway.start();
  const studio = createStudio({ app: version('One'), projectFolder: '.', url: '' } as Studio);
  gateway.addRoutes([studio]);
  const buckets = async (): Promise<number> =>
    (await answerOf<RunningApp>(gateway, 'GET /app')).buckets.length;
  expect(await buckets()).toBe(1);
  studio.replace(version('One', 'Two'));
  expect(await buckets()).toBe(2);
  await gateway.stop();
});
