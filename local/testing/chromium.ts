import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { PATIENCE } from './patience.ts';
import { chromium, type Browser, type Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether there is no browser; says how to get one. */
export function isChromiumMissing(): boolean {
  if (existsSync(CHROMIUM)) return false;
  console.warn(
    `Skipped: no ${CHROMIUM}. \`apt-get install chromium\`, or set CHROMIUM to a browser's path.`,
  );
  return true;
}

/** Milliseconds that a page may take for each step, on a busy machine. */
export const PAGE_PATIENCE = PATIENCE.soon;

/**
 * Two pages of the browser's own that a headless one loads for each window: they take a second of
 * processor, more than many a test.
 */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** A process for the next page that is not there yet: each window would have a second one, and most are the last. */
const SPARE = ['SpareRendererForSitePerProcess'];

/** What Playwright turns off, so that tests go on steadily: our list takes the place of its own. */
const UNSTEADY = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** A headless browser; its contexts and pages need PAGE_PATIENCE. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', `--disable-features=${[...UNSEEN, ...SPARE, ...UNSTEADY].join()}`],
    timeout: PAGE_PATIENCE,
  });
}

let ofThisWorker: Promise<Browser> | undefined;

/**
 * The browser of all files that a worker runs, launched when it is first needed. Nobody closes it: it ends with
 * the worker, as its pipe does.
 */
export function sharedChromium(): Promise<Browser> {
  ofThisWorker ??= launchChromium().then((browser) => {
    browser.once('disconnected', () => (ofThisWorker = undefined));
    return browser;
  });
  return ofThisWorker;
}

/**
 * Runs the exports of a module, bundled for browsers, in a page whose origin is none of ours, so that
 * every request it makes is subject to CORS. They are `bundle` in the page.
 */
export async function withBundle<Result>(
  entry: string,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'bundle',
    write: false,
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'silent',
  });
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>App</title>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const context = await (await sharedChromium()).newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PAGE_PATIENCE);
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    return await use(page);
  } finally {
    await context.close();
    await new Promise((resolve) => site.close(resolve));
  }
}
