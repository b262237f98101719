import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { PAGE_PATIENCE } from 'appsync-on-a-laptop/testing/chromium';
import type { LocalOutputs } from 'appsync-on-a-laptop';

/** Somebody who can sign in. */
interface Person {
  readonly email: string;
  readonly password: string;
}

/** How the browser is, and where it begins. */
export interface Visit extends BrowserContextOptions {
  /** Such as `/people`. */
  readonly path: string;
  /** A role of the seeded people, or somebody else. */
  readonly as: 'ADMIN' | 'MEMBER' | Person;
}

/**
 * Opens the console in a browser context of its own and signs in by its form; both end with the test, which
 * fails when the page broke.
 */
export async function signedIn(
  browser: Browser,
  outputs: LocalOutputs,
  { path, as, ...options }: Visit,
): Promise<Page> {
  const person = typeof as === 'string' ? outputs.users.find(({ role }) => role === as) : as;
  if (person === undefined) throw new Error(`Nobody with the role ${JSON.stringify(as)} is seeded`);
  const context = await browser.newContext({ locale: 'en-US', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(PAGE_PATIENCE);
  const page = await context.newPage();
  const broken: string[] = [];
  page.on('pageerror', ({ message }) => broken.push(message));
  onTestFinished(() => expect(broken).toEqual([]));
  await page.goto(new URL(path, outputs.sites['console']).href);
  await page.locator('input[type="email"]').fill(person.email);
  await page.locator('input[type="password"]').fill(person.password);
  await page.locator('input[type="password"]').press('Enter');
  await page.locator('main h1, main h2').first().waitFor();
  return page;
}

/** What axe finds wrong with a page: each rule, and where. */
export async function violationsOf(page: Page): Promise<readonly (readonly [string, string[]])[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)] as const);
}
