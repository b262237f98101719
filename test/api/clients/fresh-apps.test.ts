import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  isChromiumMissing,
  PAGE_PATIENCE,
  sharedChromium,
} from 'appsync-on-a-laptop/testing/chromium';
import type { Page, WebSocketRoute } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { freshApp, runInApp } from '../../../client/test/support/fresh-app.ts';
import { DeleteUserDocument, UpdateUserDocument } from '../../../generated/client-operations.ts';
import { mailsTo } from '../../support/mailbox.ts';
import { createUserIn, freshEmail, runningSystem } from '../../support/running-system.ts';

const run = promisify(execFile);
const system = runningSystem();

/** Serves a folder on a port of its own. */
async function serve(folder: string): Promise<string> {
  const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain';
    readFile(join(folder, path)).then(
      (content) => response.setHeader('content-type', type).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Lets the page's real-time connection break, and the next ones too, until it is given back. */
async function losableConnection(page: Page) {
  const sockets = new Set<WebSocketRoute>();
  let isLost = false;
  await page.routeWebSocket(/realtime/u, async (socket) => {
    if (isLost) return socket.close();
    socket.connectToServer();
    sockets.add(socket);
    return undefined;
  });
  return {
    async lose() {
      isLost = true;
      await Promise.all([...sockets].map((socket) => socket.close()));
    },
    giveBack() {
      isLost = false;
    },
  };
}

test('a plain Node script: asks as a machine, and tells errors apart', async () => {
  const app = await freshApp('node');
  const { outputs } = system;
  const email = freshEmail('script');
  await createUserIn(system, { email, attributes: '{"team":"Local"}' });
  const settings = {
    email,
    graphqlUrl: outputs.graphqlUrl,
    realtimeUrl: outputs.realtimeUrl,
    tokenUrl: `${outputs.cognitoEndpoint}/oauth2/token`,
    clientId: outputs.machineClientId,
    clientSecret: outputs.machineClientSecret,
  };
  const program = [join(app, 'main.mjs'), JSON.stringify(settings)];
  const { stdout } = await run(process.execPath, program, { cwd: app });
  expect(JSON.parse(stdout)).toEqual({
    email,
    team: 'Local',
    refused: 'VersionConflict',
    version: 'number',
  });
});

test.skipIf(isChromiumMissing())(
  'Vite and React: an app builds, signs in, shows what others change, also after a lost connection, and lets choose a password',
  async () => {
    const app = await freshApp('vite', 'react', 'react-dom', '@tanstack/react-query', '@types');
    const firstName = `Fresh${crypto.randomUUID()}`;
    const create = (lastName: string) =>
      createUserIn(system, { firstName, lastName, attributes: '{"team":"Ops"}' });
    const ann = await create('Ann');
    const bob = await create('Bob');
    const { graphqlUrl, realtimeUrl, cognitoEndpoint, userPoolId, clientId } = system.outputs;
    const outputs = { graphqlUrl, realtimeUrl, cognitoEndpoint, userPoolId, clientId };
    await writeFile(
      join(app, 'outputs.ts'),
      `export const outputs = ${JSON.stringify(outputs)};\nexport const namePrefix = '${firstName}';\n`,
    );
    await runInApp(app, 'typescript-native/bin/tsc', '-p', app, '--singleThreaded');
    await runInApp(app, 'vite/bin/vite.js', 'build', '--logLevel', 'error');

    const context = await (await sharedChromium()).newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PAGE_PATIENCE);
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(error.message));
    const connection = await losableConnection(page);
    await page.goto(await serve(join(app, 'dist')));

    const [admin] = system.outputs.users.filter(({ email }) => email === 'admin@example.com');
    await page.fill('[name=email]', 'admin@example.com');
    await page.fill('[name=password]', 'Wrong-password-1');
    await page.click('text=Sign in');
    await page.waitForSelector('[role=alert] >> text=Incorrect username or password');
    await page.fill('[name=email]', 'admin@example.com');
    await page.fill('[name=password]', admin?.password ?? '');
    await page.click('text=Sign in');
    await page.waitForSelector('h1 >> text=admin@example.com');
    await page.waitForSelector('li >> text=Bob INVITED Ops');
    await page.waitForSelector('#live >> text=live');

    const caller = await system.admin();
    const renamed = { id: ann.id, lastName: 'Zoe' };
    await caller.data(UpdateUserDocument, { input: renamed });
    // In its place, though it now sorts behind.
    await page.waitForSelector('li:nth-child(1) >> text=Zoe');
    await page.click('text=Suspend Bob');
    await page.waitForSelector('li >> text=Bob SUSPENDED');
    await create('Cem');
    await page.click('text=Show 1 new');
    await page.waitForSelector('li >> text=Cem');
    await caller.data(DeleteUserDocument, { id: bob.id });
    await page.waitForSelector('li >> text=Bob', { state: 'detached' });

    await connection.lose();
    await page.waitForSelector('#live >> text=connecting');
    await caller.data(UpdateUserDocument, { input: { id: ann.id, lastName: 'Missed' } });
    connection.giveBack();
    await page.waitForSelector('#live >> text=live');
    await page.waitForSelector('li >> text=Missed');

    await page.click('text=Sign out');
    const { email } = ann;
    const [mail] = await mailsTo(system.outputs, email);
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', mail?.code ?? '');
    await page.click('text=Sign in');
    await page.fill('[name=new-password]', 'short');
    await page.click('text=Set password');
    await page.waitForSelector(
      '[role=alert] >> text=Password did not conform with password policy',
    );
    await page.fill('[name=new-password]', 'Chosen-by-ann-1!');
    await page.click('text=Set password');
    await page.waitForSelector(`h1 >> text=${email}`);
    expect(await page.title()).toBe('ADMIN,MEMBER');
    expect(broken).toEqual([]);
  },
);
