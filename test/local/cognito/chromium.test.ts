import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createCognito } from '../../../local/cognito/index.ts';
import { createGateway } from '../../../local/gateway/index.ts';
import { systemClock } from '../../../local/shared/clock.ts';
import type { Log } from '../../../local/shared/log.ts';
import type * as Clients from './browser/clients.ts';
import { authorizeQuery, challenge, exchange, oauthClient } from './hosted-pages.ts';
import { addUser } from './sign-in.ts';
import { clientId, password, poolId, sdkFor, userPool } from './with-cognito.ts';
import type { CognitoFixture } from './with-cognito.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const missing = !existsSync(CHROMIUM);
if (missing) {
  console.warn(
    `Skipped: no ${CHROMIUM}. \`apt-get install chromium\`, or set CHROMIUM to a browser's path.`,
  );
}

const nothing = () => undefined;
const log: Log = { info: nothing, warn: nothing, error: nothing };
const resources = new AsyncDisposableStack();
let browser: Browser;
/** The app's own site: another origin than the pool's. */
let app: string;
let url: string;

/** The pool behind the gateway, as the engine serves it. */
async function startPool(callback: string, logout: string): Promise<string> {
  const gateway = createGateway({ host: '127.0.0.1', port: 0, log });
  await gateway.start();
  const dataFolder = mkdtempSync(join(tmpdir(), 'cognito-'));
  const client = oauthClient({ callbackUrls: [callback], logoutUrls: [logout] });
  const cognito = createCognito([userPool({}, [client], { domain: 'sign-in' })], {
    ...{ dataFolder, baseUrl: gateway.url, clock: systemClock, log },
    lambda: { invoke: () => Promise.reject(new Error('no triggers')) },
  });
  await cognito.start();
  gateway.addRoutes(cognito.routes);
  gateway.setReady();
  resources.defer(async () => {
    await gateway.stop();
    await cognito.stop();
    rmSync(dataFolder, { recursive: true });
  });
  return gateway.url;
}

async function startApp(): Promise<string> {
  const site: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>App</title>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  resources.defer(() => void site.close());
  return `http://127.0.0.1:${String((site.address() as AddressInfo).port)}`;
}

beforeAll(async () => {
  if (missing) return;
  app = await startApp();
  url = await startPool(`${app}/callback`, `${app}/bye`);
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  resources.defer(() => browser.close());
  await addUser({ sdk: sdkFor(url) }, 'ann@example.com');
});
afterAll(() => resources.disposeAsync());

async function clientsPage(): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('browser/clients.ts', import.meta.url))],
    ...{ bundle: true, platform: 'browser', format: 'iife', globalName: 'clients', write: false },
    define: { global: 'globalThis' },
    logLevel: 'silent',
  });
  const page = await browser.newPage();
  await page.goto(app);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  return page;
}

describe.skipIf(missing)('clients in Chromium', () => {
  it.each(['amplify', 'identityJs'] as const)(
    '%s: refuses a wrong password, signs in, refreshes, signs out',
    { timeout: 60_000 },
    async (name) => {
      const page = await clientsPage();
      const settings = {
        ...{ endpoint: url, userPoolId: poolId, clientId },
        ...{ username: 'ann@example.com', password },
      };
      const told = await page.evaluate(
        ([which, given]) =>
          (globalThis as unknown as { clients: typeof Clients }).clients[which](given),
        [name, settings] as const,
      );
      expect(told).toMatchObject({
        email: 'ann@example.com',
        refused: 'NotAuthorizedException',
        signedInAfterwards: false,
      });
      expect(new Set(told.tokens).size).toBe(2);
      expect(told.tokens).not.toContain(undefined);
    },
  );

  it('sign-in page: leads to the app with a code, then silently, until signed out', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const query = authorizeQuery({ redirect_uri: `${app}/callback`, code_challenge: challenge });
    await page.goto(`${url}/oauth2/authorize?${query}`);
    await page.getByLabel('Email').fill('ann@example.com');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button').click();
    await page.waitForURL(`${app}/callback?**`);
    const code = new URL(page.url()).searchParams.get('code') ?? '';
    const pool = { url } as CognitoFixture;
    const form = { redirect_uri: `${app}/callback` };
    expect(await exchange(pool, code, form)).toMatchObject({ status: 200 });

    await page.goto(`${url}/oauth2/authorize?${query}`);
    expect(page.url()).toMatch(/\/callback\?code=/);
    const bye = new URLSearchParams({ client_id: clientId, logout_uri: `${app}/bye` });
    await page.goto(`${url}/logout?${bye.toString()}`);
    expect(page.url()).toBe(`${app}/bye`);
    await page.goto(`${url}/oauth2/authorize?${query}`);
    expect(new URL(page.url()).pathname).toBe('/login');
    expect(errors.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
    await context.close();
  });
});
