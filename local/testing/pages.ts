import type { BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { PAGE_PATIENCE, sharedChromium } from './chromium.ts';

/** How a test takes a page. */
export interface TakeOptions {
  readonly context?: BrowserContextOptions;
  /** Errors that the browser logs of requests which the test lets fail. */
  readonly lets?: RegExp;
  /**
   * The test changes it for good, so that no other gets it: by a clock, an authenticator, or what runs
   * before the page's own programs or in place of its sockets.
   */
  readonly isChanged?: boolean;
}

/** Pages for the tests of a file. */
export interface PagesOfFile {
  /**
   * A page of a context of its own, at `home`, with nothing stored. The test before may have had it: a new one
   * is a new process, which takes twice as much work as the page that is then loaded.
   * @param home an address of the site at which no program runs
   */
  take(home: string, options?: TakeOptions): Promise<Page>;
  /** Before the test is over: nobody looks at it any more, and what fails there later is no fault. */
  giveBack(page: Page): Promise<void>;
}

/** What a page is told that is used again; all else is told to its context once. */
type Look = Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'reducedMotion'>;

/** A page that a test has. */
interface Taken {
  readonly page: Page;
  readonly home: string;
  /** What its context was made with; null where no other test gets it. */
  readonly kind: string | null;
  stopListening(): void;
}

/** Pages of this worker that no test has, by what their contexts were made with. */
const free = new Map<string, Page[]>();

/** Pages for the file that calls this: whichever broke, or asked for what its policy forbids, fails its test. */
export function pagesOfFile(): PagesOfFile {
  let taken: Taken[] = [];
  let broken: string[] = [];
  afterEach(async () => {
    const [over, found] = [taken, broken];
    [taken, broken] = [[], []];
    await Promise.all(over.map(giveBack));
    expect(found).toEqual([]);
  });
  return {
    async take(home, { context = {}, lets, isChanged = false } = {}) {
      const { viewport, colorScheme, reducedMotion, ...fixed } = context;
      const kind = JSON.stringify(fixed);
      const page = (isChanged ? undefined : free.get(kind)?.pop()) ?? (await newPage(fixed));
      await dress(page, { viewport, colorScheme, reducedMotion });
      if (page.url() !== home) await page.goto(home);
      const stopListening = listen(page, lets, broken);
      taken.push({ page, home, kind: isChanged ? null : kind, stopListening });
      return page;
    },
    async giveBack(page) {
      const over = taken.filter((one) => one.page === page);
      taken = taken.filter((one) => one.page !== page);
      await Promise.all(over.map(giveBack));
    },
  };
}

async function newPage(options: BrowserContextOptions): Promise<Page> {
  const context = await (await sharedChromium()).newContext(options);
  context.setDefaultTimeout(PAGE_PATIENCE);
  return context.newPage();
}

async function dress(page: Page, { viewport, colorScheme, reducedMotion }: Look): Promise<void> {
  await page.setViewportSize(viewport ?? { width: 1280, height: 720 });
  await page.emulateMedia({
    colorScheme: colorScheme ?? 'light',
    reducedMotion: reducedMotion ?? 'no-preference',
  });
}

/** Notes whatever breaks in a page, until it is told to stop; `home` may have no icon, which comes late. */
function listen(page: Page, lets: RegExp | undefined, broken: string[]): () => void {
  const onError = ({ message }: Error) => void broken.push(message);
  const onConsole = (message: ConsoleMessage) => {
    const text = message.text();
    const isOfHome = message.location().url.endsWith('/favicon.ico');
    if (message.type() === 'error' && !lets?.test(text) && !isOfHome) broken.push(text);
  };
  page.on('pageerror', onError).on('console', onConsole);
  return () => page.off('pageerror', onError).off('console', onConsole);
}

/** Has the next test that wants such a page take it, or ends it. */
async function giveBack({ page, home, kind, stopListening }: Taken): Promise<void> {
  stopListening();
  const isClean = kind !== null && (await clean(page, home));
  if (!isClean) return page.context().close();
  free.set(kind, [...(free.get(kind) ?? []), page]);
}

/** Takes from a page what a test has left there; false where that cannot be done. */
async function clean(page: Page, home: string): Promise<boolean> {
  const context = page.context();
  try {
    await context.setOffline(false);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await context.clearCookies();
    for (const other of context.pages()) if (other !== page) await other.close();
    // What lies under the pointer looks otherwise.
    await page.mouse.move(-1, -1);
    await page.goto(home);
    await page.evaluate('sessionStorage.clear(), localStorage.clear()');
    return true;
  } catch {
    return false;
  }
}

/**
 * Goes to another view of an app as its own links do: to load all of it anew is more work than a view is, and
 * than to look at it.
 */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
}
