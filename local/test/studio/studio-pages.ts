import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findViolations } from '../../testing/axe.ts';
import { launchChromium, PAGE_PATIENCE } from '../../testing/chromium.ts';
import { eventually } from '../../testing/eventually.ts';
import { PATIENCE } from '../../testing/patience.ts';
import { startLibrary, type RunningLibrary } from './library/start-library.ts';

/** The studio of the library, in one browser for a test file; each page has a context of its own. */
export interface StudioPages {
  readonly library: RunningLibrary;
  open(path: string): Promise<Page>;
}

/** Whatever page broke, or asked for what its policy forbids, fails its test. */
export function studioPages(): StudioPages {
  let library: RunningLibrary;
  let browser: Browser;
  let pages: Page[] = [];
  let broken: string[] = [];
  beforeAll(async () => {
    [library, browser] = await Promise.all([startLibrary(), launchChromium()]);
    await built(library);
  }, 3 * PATIENCE.hook);
  afterAll(async () => {
    await browser.close();
    await library[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    await Promise.all(pages.map((page) => page.context().close()));
    pages = [];
    const found = broken;
    broken = [];
    expect(found).toEqual([]);
  });
  return {
    get library() {
      return library;
    },
    async open(path) {
      const context = await browser.newContext({
        locale: 'en-GB',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(PAGE_PATIENCE);
      const page = await context.newPage();
      pages.push(page);
      page.on('pageerror', (error) => broken.push(error.message));
      page.on('console', (message) => {
        const text = message.text();
        if (message.type() === 'error' && !EXPECTED.test(text)) broken.push(text);
      });
      await page.goto(`${library.local.url}/studio${path}`);
      return page;
    },
  };
}

/** An assembly of its own is not watched, and what is refused is shown. */
const EXPECTED = /Failed to load resource/u;

/** The page is built when it is first asked for, unless an earlier run did. */
async function built({ local }: RunningLibrary): Promise<void> {
  for (let tries = 1; tries <= 12; tries += 1) {
    const { status } = await fetch(`${local.url}/studio`);
    if (status === 200) return;
    if (status !== 202) break;
    await eventually(async () => {
      expect((await fetch(`${local.url}/studio`)).status).not.toBe(202);
    }, 500).catch(() => undefined);
  }
  throw new Error(await (await fetch(`${local.url}/studio`)).text());
}

/** What axe finds wrong with a page, in words; empty when nothing is. */
export async function violationsOf(page: Page): Promise<string[]> {
  const violations = await findViolations(page);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** Bytes of gzip that a page has loaded. */
export async function loadedBy(page: Page): Promise<number> {
  const urls = await page.evaluate<string[]>(
    "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/studio/assets/'))",
  );
  expect(urls.length).toBeGreaterThan(3);
  const sizes = urls.map(async (url) => {
    const body = await (await fetch(url)).arrayBuffer();
    return gzipSync(Buffer.from(body)).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

/** The view is there with what it reads. */
export async function isThere(page: Page, name: string): Promise<void> {
  await heading(page, name).first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}
