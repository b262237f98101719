import type { BrowserContextOptions, Page } from 'playwright-core';
import type { StrictSystem } from '../../../test/support/strict-system.ts';
import { consolePages, FAILED_REQUESTS } from './console-pages.ts';

/**
 * Opens pages of the running system that are at work with a strict one.
 * @param session of a page that is signed in already
 */
type OpenAt = (
  path: string,
  options?: BrowserContextOptions,
  session?: Readonly<Record<string, string>>,
) => Promise<Page>;

/** What pages of a strict system need, which starts before the tests of the file. */
export function strictPages(system: () => StrictSystem): { readonly openAt: OpenAt } {
  const { openDoor } = consolePages();
  return {
    async openAt(path, options = {}, session = {}) {
      const context = { bypassCSP: true, ...options };
      const page = await openDoor('/', { lets: FAILED_REQUESTS, context, asLocalhost: true });
      const { cognitoEndpoint, stacks } = system().outputs;
      const { ConsoleConfig = '{}' } = stacks['UserManager-strict-Api'] ?? {};
      const config = { ...(JSON.parse(ConsoleConfig) as object), cognitoEndpoint };
      await page.route('**/config.json', (route) => route.fulfill({ json: config }));
      await page.evaluate((items) => {
        for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value);
      }, session);
      await page.goto(new URL(path, page.url()).href);
      return page;
    },
  };
}
