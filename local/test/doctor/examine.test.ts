import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDataFolder } from '../../data-folder.ts';
import { examine } from '../../doctor/examine.ts';
import type { LocalOptions } from '../../options.ts';
import { temporaryFolder } from '../services/dynamodb/builders.ts';

/** A folder with an app in it; nothing else of it is real. */
function projectFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.ts' }));
  return folder;
}

async function found(options: LocalOptions = {}) {
  const all = await examine({ projectFolder: projectFolder(), port: 0, ...options });
  return Object.fromEntries(all.map(({ name, state, text }) => [name, `${state}: ${text}`]));
}

test('doctor: says all in ten lines, and makes nothing', async () => {
  const folder = projectFolder();
  const all = await examine({ projectFolder: folder, port: 0 });
  expect(all.map(({ name }) => name)).toEqual([
    'Node.js',
    'machine',
    'memory',
    'DynamoDB engine',
    'CDK app',
    'aws-cdk-lib',
    'data folder',
    'disk',
    'port',
    'Chromium',
  ]);
  expect(await found({ projectFolder: folder })).toMatchObject({
    'Node.js': `ok: ${process.versions.node}`,
    'DynamoDB engine': expect.stringMatching(/^ok: dynoxide \d/),
    'CDK app': 'ok: node app.ts',
    'data folder': `ok: ${join(folder, '.local')} will be made`,
  });
});

test('doctor: tells of packages that are not installed', async () => {
  expect(await found()).toMatchObject({ 'aws-cdk-lib': 'missing: not installed: npm install' });
});

test('doctor: does not miss aws-cdk-lib of npm for an app in another language', async () => {
  const folder = projectFolder();
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'python3 app.py' }));
  expect(await found({ projectFolder: folder })).toMatchObject({
    'CDK app': 'ok: python3 app.py',
    'aws-cdk-lib': expect.stringMatching(/^note: not installed here/),
  });
});

test('doctor: tells of a folder without an app, and of an assembly that is not there', async () => {
  const empty = temporaryFolder();
  expect(await found({ projectFolder: empty })).toMatchObject({
    'CDK app': expect.stringMatching(/^missing: .* has no cdk\.json/),
  });
  expect(await found({ assemblyFolder: empty })).toMatchObject({
    'CDK app': expect.stringMatching(/^missing: .*manifest\.json is not there: .*npx cdk synth/),
    'aws-cdk-lib': 'ok: not needed for an assembly',
  });
});

test('doctor: tells who has the port, and of a free one', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await found({ port })).toMatchObject({
    port: expect.stringMatching(
      new RegExp(`^missing: ${port} of 127.0.0.1 is in use: .* start with --port \\d+$`),
    ),
  });
  server.close();
});

test('doctor: refuses a URL of the engine with a password, and does not show it', async () => {
  const { 'DynamoDB engine': engine } = await found({
    dynamodbEndpoint: 'http://me:secret@127.0.0.1:1',
  });
  expect(engine).toMatch(/^missing: "http:\/\/127\.0\.0\.1:1" was given with a user or password/);
});

test('doctor: tells that an engine runs on the folder, and leaves it running', async () => {
  const folder = temporaryFolder();
  const running = createDataFolder(folder, { fresh: false });
  await running.start();
  const inUse = { 'data folder': `note: ${folder}: an engine runs on it now` };
  expect(await found({ dataFolder: folder })).toMatchObject(inUse);
  await expect(createDataFolder(folder, { fresh: false }).start()).rejects.toThrow(
    'Another engine',
  );
  await running.stop();
  expect(await found({ dataFolder: folder })).toMatchObject({ 'data folder': `ok: ${folder}` });
});
