import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { goWithin } from 'appsync-on-a-laptop/testing/pages';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { createUserIn } from '../../test/support/running-system.ts';
import { consolePages } from './support/console-pages.ts';

/** What somebody can act upon. */
const CONTROLS: ReadonlySet<string> = new Set([
  'button',
  'checkbox',
  'combobox',
  'link',
  'menuitem',
  'radio',
  'searchbox',
  'textbox',
]);

const ACTIVE = 'document.activeElement';

/** Whether the focus is on it, or in it. */
const hasFocus = async (one: Locator): Promise<boolean> =>
  (await one.and(one.page().locator(':focus, :has(:focus)')).count()) > 0;

describe.skipIf(isChromiumMissing())('keyboard and readers', () => {
  const { open, system } = consolePages();

  /** Opens with Enter, which moves the focus into it; Escape closes it, and the focus is seen where it was. */
  async function opensAndCloses(page: Page, opener: Locator, opened: Locator): Promise<void> {
    await opener.focus();
    await page.keyboard.press('Enter');
    await opened.waitFor();
    await expect.poll(() => hasFocus(opened)).toBe(true);
    await page.keyboard.press('Escape');
    await opened.waitFor({ state: 'detached' });
    await expect.poll(() => hasFocus(opener)).toBe(true);
    expect(await page.evaluate(`getComputedStyle(${ACTIVE}).outlineStyle`)).not.toBe('none');
  }

  test('keyboard: each menu and dialog opens, closes, and gives the focus back where it was', async () => {
    const { id, email } = await createUserIn(system);
    const page = await open('/people');
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
    const dialog = page.getByRole('dialog');
    const alert = page.getByRole('alertdialog');
    const menu = page.getByRole('menu');
    // Of others in the list some cannot be suspended.
    const row = page.getByRole('row').filter({ hasText: email });
    await row.getByRole('checkbox').press('Space');
    await opensAndCloses(page, button('Suspend'), alert);
    await opensAndCloses(page, button('More'), menu);
    await opensAndCloses(page, button('Invite'), dialog);
    // An export goes on until everybody is read, or it is stopped.
    await page.route('**/graphql', (route) => {
      const isOfExport = /query ListUsers.*"limit":100/su.test(route.request().postData() ?? '');
      return isOfExport ? undefined : route.continue();
    });
    await opensAndCloses(page, button('Export'), dialog);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await opensAndCloses(page, button(/^Your session/u), dialog);

    await goWithin(page, `/people/${id}?tab=signIn`);
    await page.getByText('They agree.').waitFor();
    await opensAndCloses(page, button('Edit'), dialog);
    await opensAndCloses(page, button('Suspend'), alert);
    await opensAndCloses(page, button('More'), menu);
    // What a menu opened leads back to its button.
    await button('More').press('Enter');
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
    await alert.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(button('More'))).toBe(true);

    await goWithin(page, '/account');
    // The test itself may have signed in within the same second: then both may be this one.
    await page.getByText('This one').first().waitFor();
    await opensAndCloses(page, button('Sign out everywhere'), alert);
  });

  /** Of the controls that a reader is told of, those without a name. */
  async function nameless(page: Page): Promise<string[]> {
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    await session.detach();
    return nodes
      .filter(({ ignored, role }) => !ignored && CONTROLS.has(String(role?.value)))
      .filter(({ name }) => String(name?.value ?? '').trim() === '')
      .map(({ role }) => String(role?.value));
  }

  test('readers: each control of each view has a name, and results and errors are told', async () => {
    const { id } = await createUserIn(system);
    const page = await open('/overview', { lets: /Failed to load resource/u });
    const views = [
      ['/overview', 'Changes appear here by themselves.'],
      ['/people', 'Changes of others appear by themselves.'],
      ['/people?invite=one', 'Send the invitation'],
      ['/people?invite=many', 'Paste people'],
      [`/people/${id}`, 'Has been invited by mail'],
      [`/people/${id}?edit`, 'Save changes'],
      [`/people/${id}?tab=history`, 'Version 1'],
      [`/people/${id}?tab=mails`, 'Only a local system keeps mails.'],
      [`/people/${id}?tab=signIn`, 'Signed in nowhere.'],
      ['/account', 'This one'],
    ] as const;
    for (const [path, text] of views) {
      await goWithin(page, path);
      await page.getByText(text).first().waitFor();
      expect({ path, nameless: await nameless(page) }).toEqual({ path, nameless: [] });
    }
    await page.goto(new URL('/people', page.url()).href);
    const told = page.getByRole('status');
    await told
      .getByText('people are shown, more follow')
      .or(told.getByText('people found.'))
      .waitFor();
    await page.getByLabel('Search people').fill('nobody is called so');
    await told.getByText('0 people found.').waitFor();
    await page.route('**/graphql', (route) => route.fulfill({ status: 500, body: 'broken' }));
    await page.getByLabel('Search people').fill('max member');
    await page.getByRole('alert').first().waitFor();
  });
});
