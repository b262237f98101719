import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { findViolations } from '../../testing/axe.ts';
import { eventually } from '../../testing/eventually.ts';
import { pagesOfFile } from '../../testing/pages.ts';
import { PATIENCE } from '../../testing/patience.ts';
import { startLibrary, type RunningLibrary } from './library/start-library.ts';

/** The studio of the library, which a test file has for itself. */
export interface StudioPages {
  readonly library: RunningLibrary;
  /** @param before what is done before the studio is loaded, which changes the page for good */
  open(path: string, before?: (page: Page) => Promise<void>): Promise<Page>;
}

/** Whatever page broke, or asked for what its policy forbids, fails its test. */
export function studioPages(): StudioPages {
  let library: RunningLibrary;
  const pages = pagesOfFile();
  beforeAll(async () => {
    library = await startLibrary();
    await built(library);
  }, 3 * PATIENCE.hook);
  afterAll(() => library[Symbol.asyncDispose]());
  return {
    get library() {
      return library;
    },
    async open(path, before) {
      const { url } = library.local;
      const permissions = ['clipboard-read', 'clipboard-write'];
      const page = await pages.take(`${url}/health`, {
        context: { locale: 'en-GB', permissions },
        lets: EXPECTED,
        isChanged: before !== undefined,
      });
      await before?.(page);
      await page.goto(`${url}/studio${path}`);
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
