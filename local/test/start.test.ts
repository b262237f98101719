import { cpSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startLocal } from '../index.ts';
import type { FinishedStep, Local, LocalOptions } from '../index.ts';
import { silentLog } from '../shared/log.ts';
import type { ClockState } from '../studio/routes/clock.ts';
import { definitionOf, synthesizeApp } from './assembly/synthesize-app.ts';
import { smallAssembly, smallProject } from './small-app.ts';

let assembly: string;
beforeAll(() => {
  assembly = smallAssembly();
});

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'local-'));

async function started(options: LocalOptions): Promise<Local> {
  const local = await startLocal({ port: 0, ...options });
  onTestFinished(() => local.stop());
  return local;
}

async function query(local: Local, text: string): Promise<unknown> {
  const answer = await fetch(local.outputs.graphqlUrl, {
    method: 'POST',
    headers: { 'x-api-key': local.outputs.apiKey },
    body: JSON.stringify({ query: text }),
  });
  return answer.json();
}

describe('an assembly', () => {
  test('startLocal: runs every kind of data source, and says when it is ready', async () => {
    const dataFolder = newFolder();
    const local = await started({ assemblyFolder: assembly, dataFolder });
    expect((await fetch(`${local.url}/health`)).status).toBe(200);
    expect(await query(local, '{ hello(name: "you") }')).toEqual({
      data: { hello: 'hello you' },
    });
    expect(await query(local, 'mutation { write(id: "1", text: "t") }')).toEqual({
      data: { write: 't' },
    });
    expect(await query(local, '{ read(id: "1") compute }')).toEqual({
      data: { read: 't', compute: expect.stringMatching(/^table Small-Table/) },
    });
  });

  test('startLocal: gives the outputs, and writes them for its owner only', async () => {
    const dataFolder = newFolder();
    const local = await started({ assemblyFolder: assembly, dataFolder });
    const file = join(dataFolder, 'outputs.json');
    expect(local.outputs).toEqual({
      graphqlUrl: `${local.url}/graphql`,
      realtimeUrl: `${local.url.replace('http', 'ws')}/graphql/realtime`,
      cognitoEndpoint: local.url,
      tokenUrl: '',
      userPoolId: 'us-east-1_LocalPool',
      clientId: expect.stringMatching(/^[a-z0-9]{26}$/),
      machineClientId: expect.stringMatching(/^[a-z0-9]{26}$/),
      machineClientSecret: expect.stringMatching(/^[a-z0-9]{51}$/),
      apiKey: expect.stringMatching(/^da2-[a-z0-9]{26}$/),
      region: 'us-east-1',
      dynamodbEndpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      studioUrl: `${local.url}/studio`,
      sites: {},
      users: [],
      stacks: {
        Small: {
          TableName: expect.stringMatching(/^Small-Table/),
          PageConfig: expect.stringMatching(/^{"table":"Small-Table\w+"}$/),
        },
      },
    });
    expect(local.outputs.clientId).not.toBe(local.outputs.machineClientId);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(local.outputs);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('startLocal: lists what it does not play', async () => {
    const local = await started({ assemblyFolder: assembly, dataFolder: newFolder() });
    expect(local.unsupported).toMatchObject([
      { stackName: 'Small', logicalId: 'Firewall', type: 'AWS::WAFv2::WebACL' },
    ]);
  });

  test('startLocal: the token endpoint takes the machine client of the outputs', async () => {
    const { outputs } = await started({ assemblyFolder: assembly, dataFolder: newFolder() });
    const answer = await fetch(`${outputs.cognitoEndpoint}/oauth2/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${outputs.machineClientId}:${outputs.machineClientSecret}`)}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'items/read' }),
    });
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer' });
  });

  test('startLocal: data and keys survive a restart, fresh forgets them', async () => {
    const dataFolder = newFolder();
    const options = { assemblyFolder: assembly, dataFolder, port: 0 };
    const first = await startLocal(options);
    await query(first, 'mutation { write(id: "1", text: "kept") }');
    await first.stop();
    const second = await startLocal(options);
    expect(await query(second, '{ read(id: "1") }')).toEqual({
      data: { read: 'kept' },
    });
    expect(second.outputs.machineClientSecret).toBe(first.outputs.machineClientSecret);
    await second.stop();
    const third = await started({ ...options, fresh: true });
    expect(await query(third, '{ read(id: "1") }')).toEqual({ data: { read: null } });
  });

  test('reset: forgets data without a restart', async () => {
    const dataFolder = newFolder();
    const local = await started({ assemblyFolder: assembly, dataFolder });
    await query(local, 'mutation { write(id: "1", text: "t") }');
    await local.reset();
    expect(await query(local, '{ read(id: "1") }')).toEqual({ data: { read: null } });
    expect(await query(local, 'mutation { write(id: "1", text: "again") }')).toEqual({
      data: { write: 'again' },
    });
    expect(await query(local, '{ read(id: "1") }')).toEqual({ data: { read: 'again' } });
  });

  test('startLocal: a second engine on the same data folder is refused, the first goes on', async () => {
    const dataFolder = newFolder();
    const local = await started({ assemblyFolder: assembly, dataFolder });
    await expect(
      startLocal({ assemblyFolder: assembly, dataFolder, port: 0 }),
    ).rejects.toMatchObject({ code: 'ERR_DATA_FOLDER' });
    expect((await fetch(`${local.url}/health`)).status).toBe(200);
  });

  test('startLocal: after a failed start everything is free again', async () => {
    const dataFolder = newFolder();
    const local = await started({ assemblyFolder: assembly, dataFolder: newFolder() });
    const port = Number(new URL(local.url).port);
    await expect(startLocal({ assemblyFolder: assembly, dataFolder, port })).rejects.toMatchObject({
      code: 'ERR_PORT_IN_USE',
    });
    await expect(
      startLocal({ assemblyFolder: '/nowhere', dataFolder, port: 0 }),
    ).rejects.toMatchObject({ code: 'ERR_ASSEMBLY' });
    await started({ assemblyFolder: assembly, dataFolder });
  });

  test('stop: frees the port', async () => {
    const local = await startLocal({ assemblyFolder: assembly, dataFolder: newFolder(), port: 0 });
    await local.stop();
    await expect(fetch(`${local.url}/health`)).rejects.toThrow();
  });
});

test('startLocal: a schema that is no GraphQL is refused with line and column', async () => {
  const broken = synthesizeApp((root) => {
    new appsync.GraphqlApi(new Stack(root, 'S'), 'Api', {
      name: 'broken',
      definition: definitionOf('type Query {\n  a: }'),
    });
  });
  await expect(
    startLocal({ assemblyFolder: broken, dataFolder: newFolder(), port: 0 }),
  ).rejects.toMatchObject({
    code: 'ERR_SCHEMA',
    message: expect.stringMatching(
      /^S\.Api\w+: the schema of API broken cannot be parsed, line 2, column 6: Syntax Error/,
    ),
  });
});

describe('an assembly in the folder of its app', () => {
  test('startLocal: takes stacks and the seed from package.json there', async () => {
    const folder = smallProject(assembly);
    const assemblyFolder = join(folder, 'cdk.out');
    cpSync(assembly, assemblyFolder, { recursive: true });
    const { outputs } = await started({ assemblyFolder, dataFolder: newFolder() });
    expect(outputs.users).toMatchObject([{ email: 'a@example.com' }]);
    expect(readFileSync(join(folder, 'seeded.txt'), 'utf8')).toBe(`${outputs.graphqlUrl}\n`);

    writeFileSync(join(folder, 'package.json'), '{ "local": { "stacks": ["Absent"] } }');
    await expect(
      startLocal({ assemblyFolder, dataFolder: newFolder(), port: 0 }),
    ).rejects.toMatchObject({ message: expect.stringContaining('Absent') });
  });
});

describe('a project', () => {
  test('startLocal: synthesizes, serves the page and seeds once for a data folder', async () => {
    const projectFolder = smallProject(assembly);
    const dataFolder = join(projectFolder, '.local');
    const sown = (): string[] =>
      readFileSync(join(projectFolder, 'seeded.txt'), 'utf8').trim().split('\n');
    const steps: FinishedStep[] = [];
    const first = await startLocal({ projectFolder, port: 0, onStep: (step) => steps.push(step) });
    const users = [{ email: 'a@example.com', password: 'Secret-1!', role: 'ADMIN' }];
    expect(first.outputs.users).toEqual(users);
    expect(sown()).toEqual([first.outputs.graphqlUrl]);
    expect(await (await fetch(first.outputs.sites['page'] ?? '')).text()).toBe('<h1>small</h1>');
    expect(steps.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['gateway', 'synthesis', 'assembly', 'dynamodb', 'api small', 'seed']),
    );
    expect(steps.find(({ name }) => name === 'synthesis')?.detail).toBe('made');
    await first.stop();

    steps.length = 0;
    const second = await startLocal({ projectFolder, port: 0, onStep: (step) => steps.push(step) });
    expect(second.outputs.users).toEqual(users);
    expect(sown()).toHaveLength(1);
    expect(steps.find(({ name }) => name === 'synthesis')?.detail).toBe('unchanged');
    await second.reset();
    expect(sown()).toHaveLength(2);
    await second.stop();

    const startAt = Date.now() + 86_400_000;
    const third = await started({ projectFolder, fresh: true, seed: false, startAt });
    expect(third.outputs.users).toEqual([]);
    const clock = await fetch(`${third.url}/_local/clock`);
    expect(((await clock.json()) as ClockState).now).toBeGreaterThanOrEqual(startAt);
    expect(sown()).toHaveLength(2);
    expect(existsSync(join(dataFolder, 'data', 'seed.json'))).toBe(false);
  });

  test('startLocal: says that there is no DynamoDB engine before it synthesizes', async () => {
    const projectFolder = smallProject(assembly);
    const steps: string[] = [];
    const start = startLocal({
      projectFolder,
      port: 0,
      dynamodbEndpoint: 'http://127.0.0.1:1',
      onStep: ({ name }) => steps.push(name),
    });
    await expect(start).rejects.toMatchObject({ code: 'ERR_DYNAMODB_ENGINE' });
    expect(steps).not.toContain('synthesis');
  });

  test('GET /local-config.json: tells pages no secret', async () => {
    const projectFolder = smallProject(assembly);
    const local = await started({ projectFolder });
    const answer = await fetch(`${local.url}/local-config.json`);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      graphqlUrl: local.outputs.graphqlUrl,
      clientId: local.outputs.clientId,
      users: [{ email: 'a@example.com', role: 'ADMIN' }],
    });
    expect(text).not.toContain('Secret-1!');
    expect(text).not.toContain(local.outputs.machineClientSecret);
    expect(text).not.toContain(local.outputs.apiKey);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('startLocal: a seed by its name fills new data; another one, and one that is not there, are refused', async () => {
    const projectFolder = smallProject(assembly);
    const file = join(projectFolder, 'package.json');
    const { local: settings } = JSON.parse(readFileSync(file, 'utf8')) as { local: object };
    const seeds = { crowd: 'crowd.mjs', nobody: 'nobody.mjs' };
    writeFileSync(file, JSON.stringify({ local: { ...settings, seeds } }));
    const person = { email: 'crowd@example.com', password: 'Secret-1!', role: 'CROWD' };
    for (const [name, users] of [
      ['crowd', [person]],
      ['nobody', []],
    ] as const) {
      const module = `export const seed = async () => (${JSON.stringify({ users })});`;
      writeFileSync(join(projectFolder, `${name}.mjs`), module);
    }
    const start = (options: LocalOptions) => startLocal({ projectFolder, port: 0, ...options });
    const refused = (message: RegExp) => ({
      code: 'ERR_FLAG',
      message: expect.stringMatching(message),
    });
    await expect(start({ seed: 'absent' })).rejects.toMatchObject(
      refused(/^--seed absent: .* There is: crowd, nobody\./),
    );
    const first = await start({ seed: 'crowd' });
    expect(first.outputs.users).toEqual([person]);
    await first.reset();
    expect(first.outputs.users).toEqual([person]);
    await first.stop();
    await expect(start({ seed: 'nobody' })).rejects.toMatchObject(
      refused(/^--seed nobody: the data was seeded with crowd before\. Start with --fresh/),
    );
    const last = await started({ projectFolder, seed: 'nobody', fresh: true });
    expect(last.outputs.users).toEqual([]);
  });

  test('startLocal: a seed that fails is told, and sown at the next start', async () => {
    const projectFolder = smallProject(assembly);
    const settings = join(projectFolder, 'package.json');
    const text = readFileSync(settings, 'utf8');
    writeFileSync(settings, text.replace('seed.mjs', 'absent.mjs'));
    await expect(startLocal({ projectFolder, port: 0, log: silentLog })).rejects.toMatchObject({
      message: expect.stringContaining('absent.mjs'),
    });
    writeFileSync(settings, text);
    const local = await started({ projectFolder });
    expect(local.outputs.users).toHaveLength(1);
  });
});
