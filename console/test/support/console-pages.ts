import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { findViolations } from 'appsync-on-a-laptop/testing/axe';
import { launchChromium, PAGE_PATIENCE } from 'appsync-on-a-laptop/testing/chromium';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { runningSystem, type RunningSystem } from '../../../test/support/running-system.ts';

/** Somebody of the seed. */
type Who = 'admin@example.com' | 'member@example.com';

/** How a page is opened. */
interface PageOptions {
  readonly who?: Who;
  readonly context?: BrowserContextOptions;
  /** Errors that the browser logs of requests which the test lets fail. */
  readonly lets?: RegExp;
  /** At `localhost` in place of the address of this machine: passkeys are bound to a name. */
  readonly asLocalhost?: boolean;
}

/** What the browser logs of requests that fail, for `lets`. */
export const FAILED_REQUESTS = /Failed to load resource|WebSocket|ERR_/u;

/** Pages of the console in one browser for a test file; each has a context of its own. */
interface Pages {
  /** Somebody is signed in already. */
  open(path: string, options?: PageOptions): Promise<Page>;
  /** Nobody is. */
  openDoor(path: string, options?: PageOptions): Promise<Page>;
}

/** Those of the running system. */
export interface ConsolePages extends Pages {
  readonly system: RunningSystem;
}

/** A system whose console is opened. */
type System = Pick<RunningSystem, 'outputs'>;

/** What pages of the running system need. */
export function consolePages(): ConsolePages {
  const system = runningSystem();
  return { ...pagesOf(system), system };
}

/** What pages of a system need; whatever page broke, or asked for what its policy forbids, fails its test. */
export function pagesOf(system: System): Pages {
  const url = (path: string) => new URL(path, system.outputs.sites['console']).href;
  const sessions = new Map<Who, Promise<Record<string, string>>>();
  let browser: Browser;
  let pages: Page[] = [];
  let broken: string[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(pages.map((page) => page.context().close()));
    pages = [];
    const found = broken;
    broken = [];
    expect(found).toEqual([]);
  });

  async function blank({ context: options, lets }: PageOptions): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', ...options });
    context.setDefaultTimeout(PAGE_PATIENCE);
    const page = await context.newPage();
    pages.push(page);
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !lets?.test(text)) broken.push(text);
    });
    return page;
  }

  async function openDoor(path: string, options: PageOptions = {}): Promise<Page> {
    const page = await blank(options);
    const address = url(path);
    await page.goto(options.asLocalhost ? address.replace('127.0.0.1', 'localhost') : address);
    return page;
  }

  /** Signs in once for a file: the arithmetic of it takes a second. */
  function sessionOf(who: Who): Promise<Record<string, string>> {
    const known = sessions.get(who);
    if (known) return known;
    const session = (async () => {
      const page = await openDoor('/account');
      await signIn(page, who, passwordOf(system, who));
      await page.getByRole('button', { name: /^Your session/u }).waitFor();
      const session = await page.evaluate(
        () => Object.fromEntries(Object.entries(sessionStorage)) as Record<string, string>,
      );
      // Nobody looks at it any more, and what fails there later is no fault.
      await page.context().close();
      return session;
    })();
    sessions.set(who, session);
    return session;
  }

  return {
    openDoor,
    async open(path, options = {}) {
      const session = await sessionOf(options.who ?? 'admin@example.com');
      const page = await blank(options);
      await page.addInitScript((items) => {
        if (sessionStorage.length > 0 || localStorage.getItem('test.signed-in')) return;
        localStorage.setItem('test.signed-in', 'once');
        for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value);
      }, session);
      await page.goto(url(path));
      return page;
    },
  };
}

/** The password that the seed gave somebody. */
export function passwordOf(system: System, who: string): string {
  const password = system.outputs.users.find(({ email }) => email === who)?.password;
  if (password === undefined) throw new Error(`${who} is not among the seeded users`);
  return password;
}

/** Fills the form at the door. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Password').press('Enter');
}

const MOST_TABS = 20;

/** Moves the focus there with Tab alone, and presses Enter. */
export async function tabToAndEnter(target: Locator): Promise<void> {
  const page = target.page();
  const focused = target.and(page.locator(':focus'));
  for (let tabs = 0; tabs < MOST_TABS && (await focused.count()) === 0; tabs += 1) {
    await page.keyboard.press('Tab');
  }
  await focused.waitFor();
  await page.keyboard.press('Enter');
}

/**
 * What axe finds wrong with a page, in words; empty when nothing is.
 * @param within a selector: of a dialog alone, behind which the page is hidden from readers
 */
export async function violationsOf(page: Page, within?: string): Promise<string[]> {
  const violations = await findViolations(page, within);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
