import type { Locator, Page } from 'playwright-core';
import { findViolations } from 'appsync-on-a-laptop/testing/axe';
import { pagesOfFile, type TakeOptions } from 'appsync-on-a-laptop/testing/pages';
import { runningSystem, type RunningSystem } from '../../../test/support/running-system.ts';

/** Somebody of the seed. */
type Who = 'admin@example.com' | 'member@example.com';

/** How a page is opened. */
export interface PageOptions extends TakeOptions {
  readonly who?: Who;
  /** At `localhost` in place of the address of this machine: passkeys are bound to a name. */
  readonly asLocalhost?: boolean;
  /** What is done before the console is loaded. */
  readonly before?: (page: Page) => Promise<void>;
}

/** What the browser logs of requests that fail, for `lets`. */
export const FAILED_REQUESTS = /Failed to load resource|WebSocket|ERR_/u;

/** Pages of the console for a test file; each has a context of its own. */
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

/** Milliseconds that a session is used for: its token lives for a quarter of an hour. */
const SESSION_MS = 5 * 60_000;

/** What a page stores of somebody who is signed in. */
export type Session = Readonly<Record<string, string>>;

/** Sessions of this worker, by address and person: the arithmetic of a sign-in takes a second. */
const sessions = new Map<string, { readonly since: number; readonly session: Promise<Session> }>();

/** What pages of a system need; whatever page broke, or asked for what its policy forbids, fails its test. */
export function pagesOf(system: System): Pages {
  const pages = pagesOfFile();

  async function openDoor(path: string, options: PageOptions = {}): Promise<Page> {
    const { asLocalhost = false, before, context, ...rest } = options;
    const site = system.outputs.sites['console'] ?? '';
    const address = asLocalhost ? site.replace('127.0.0.1', 'localhost') : site;
    const home = new URL('/config.json', address).href;
    const page = await pages.take(home, { ...rest, context: { locale: 'en-US', ...context } });
    await before?.(page);
    await page.goto(new URL(path, address).href);
    return page;
  }

  async function newSession(who: Who): Promise<Session> {
    // Closed afterwards, with its connections: a system may be stopped while the session is used.
    const page = await openDoor('/account', { isChanged: true });
    await signIn(page, who, passwordOf(system, who));
    await page.getByRole('button', { name: /^Your session/u }).waitFor();
    const session = await storedIn(page);
    await pages.giveBack(page);
    return session;
  }

  function sessionOf(who: Who): Promise<Session> {
    const key = JSON.stringify([system.outputs.sites['console'], who]);
    const known = sessions.get(key);
    if (known && Date.now() - known.since < SESSION_MS) return known.session;
    const session = newSession(who);
    sessions.set(key, { since: Date.now(), session });
    void session.catch(() => sessions.delete(key));
    return session;
  }

  return {
    openDoor,
    async open(path, options = {}) {
      const session = await sessionOf(options.who ?? 'admin@example.com');
      return openDoor(path, {
        ...options,
        async before(page) {
          await store(page, session);
          await options.before?.(page);
        },
      });
    },
  };
}

/** What a page has stored of the session. */
export const storedIn = (page: Page): Promise<Session> =>
  page.evaluate(() => Object.fromEntries(Object.entries(sessionStorage)) as Session);

/** Stores in a page what another has of a session. */
export async function store(page: Page, session: Session): Promise<void> {
  await page.evaluate((items) => {
    for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value);
  }, session);
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
