import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  isChromiumMissing,
  launchChromium,
  PAGE_PATIENCE,
} from 'appsync-on-a-laptop/testing/chromium';
import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';
import { expect, onTestFinished, test } from 'vitest';
import { installedApp, runInApp } from './support/fresh-app.ts';

/** Serves what Next.js rendered, and the scripts that it goes on with. */
async function serve(app: string): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const isPage = pathname === '/';
    const file = isPage ? 'server/app/index.html' : pathname.replace(/^\/_next\//u, '');
    const type = isPage ? 'text/html' : 'text/javascript';
    readFile(join(app, '.next', decodeURIComponent(file))).then(
      (content) => response.setHeader('content-type', type).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** The rendered page comes alive in a browser without a word of complaint, and asks Cognito when told to. */
async function tryInBrowser(url: string): Promise<void> {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(PAGE_PATIENCE);
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  const refusal = { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' };
  await page.route('https://cognito-idp.eu-west-1.amazonaws.com/', (route) =>
    route.fulfill({
      status: 400,
      json: refusal,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
    }),
  );
  await page.goto(url);
  await expect
    .poll(async () => {
      // Before it is alive a press does nothing.
      await page.getByRole('button', { name: 'Sign in' }).click();
      return page.getByRole('alert').filter({ hasText: refusal.message }).count();
    })
    .toBe(1);
  expect(broken).toEqual([]);
}

// It installs Next.js from the registry, which no other test wants here, and takes as long as many tests
// together: CI asks for it, and whoever changes client/react should.
test.runIf(process.env['TEST_NEXT_APP'])(
  'Next.js: an app type-checks, builds, is rendered on the server as for nobody, and lives on in Chromium',
  { timeout: 4 * PATIENCE.journey },
  async () => {
    const app = await installedApp('next');
    await runInApp(app, 'next/dist/bin/next', 'build');
    const page = await readFile(join(app, '.next/server/app/index.html'), 'utf8');
    expect(page).toContain('<h1>INVITED ACTIVE SUSPENDED</h1><p>signedOut, 0 people, off</p>');
    if (!isChromiumMissing()) await tryInBrowser(await serve(app));
  },
);
