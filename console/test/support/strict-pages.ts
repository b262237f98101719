import type { TakeOptions } from 'appsync-on-a-laptop/testing/pages';
import type { Page } from 'playwright-core';
import type { StrictSystem } from '../../../test/support/strict-system.ts';
import { consolePages, FAILED_REQUESTS, store, type Session } from './console-pages.ts';

/** How such a page is opened. */
interface StrictOptions extends Pick<TakeOptions, 'context' | 'isChanged'> {
  /** Of a page that is signed in already. */
  readonly session?: Session;
}

/** Opens pages of the running system that are at work with a strict one. */
type OpenAt = (path: string, options?: StrictOptions) => Promise<Page>;

/** What pages of a strict system need, which starts before the tests of the file. */
export function strictPages(system: () => StrictSystem): { readonly openAt: OpenAt } {
  const { openDoor } = consolePages();
  return {
    openAt(path, { context, isChanged = false, session = {} } = {}) {
      const { cognitoEndpoint, stacks } = system().outputs;
      const { ConsoleConfig = '{}' } = stacks['UserManager-strict-Api'] ?? {};
      const config = { ...(JSON.parse(ConsoleConfig) as object), cognitoEndpoint };
      return openDoor(path, {
        lets: FAILED_REQUESTS,
        context: { bypassCSP: true, ...context },
        asLocalhost: true,
        isChanged,
        async before(page) {
          await page.route('**/config.json', (route) => route.fulfill({ json: config }));
          await store(page, session);
        },
      });
    },
  };
}
