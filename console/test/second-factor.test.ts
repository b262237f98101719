import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { totp } from 'appsync-on-a-laptop/testing/totp';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedInPerson } from '../../test/support/callers-of-api.ts';
import { startStrictSystem, type StrictSystem } from '../../test/support/strict-system.ts';
import { consolePages, FAILED_REQUESTS, signIn, violationsOf } from './support/console-pages.ts';

describe.skipIf(isChromiumMissing())('second factor in Chromium', () => {
  let system: StrictSystem;
  beforeAll(async () => {
    system = await startStrictSystem();
  });
  afterAll(() => system.stop());
  const { openDoor } = consolePages();

  /** The page of the running system, at work with this one. */
  async function openAt(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = { bypassCSP: true, ...options };
    const page = await openDoor('/', { lets: FAILED_REQUESTS, context });
    const { cognitoEndpoint, stacks } = system.outputs;
    const { ConsoleConfig = '{}' } = stacks['UserManager-strict-Api'] ?? {};
    const config = { ...(JSON.parse(ConsoleConfig) as object), cognitoEndpoint };
    await page.route('**/config.json', (route) => route.fulfill({ json: config }));
    await page.goto(new URL(path, page.url()).href);
    return page;
  }

  const main = (page: Page) => page.getByRole('main');
  const press = (page: Page, name: string) => main(page).getByRole('button', { name }).click();

  async function givePassword(page: Page, password: string): Promise<void> {
    await page.locator('input[name=password]').fill(password);
    await press(page, 'Go on');
  }

  /** Confirms an app with the key that the page shows; what the app shows from then on, each code once. */
  async function confirmApp(page: Page): Promise<() => string> {
    const key = await main(page).locator('code').textContent();
    const secret = (key ?? '').replaceAll(' ', '');
    const link = main(page).getByRole('link', { name: 'Open in the app on this device' });
    expect(await link.getAttribute('href')).toContain(`?secret=${secret}&issuer=`);
    const code = totp(secret, system.clock.now());
    const field = page.getByLabel('Code that the app shows');
    await field.fill(code === '000000' ? '000001' : '000000');
    await press(page, 'Confirm the app');
    await page.getByText('This is not the code that the app shows now.').waitFor();
    await field.fill(totp(secret, system.clock.now()));
    await press(page, 'Confirm the app');
    await page.getByText('The app is set up.').waitFor();
    return () => {
      system.pass(30_000);
      return totp(secret, system.clock.now());
    };
  }

  test('an ADMIN without one: is told why, sets an app up, signs in with it, and anew for what cannot be taken back', async () => {
    const { email, password } = await signedInPerson(system.outputs, 'ADMIN');
    const target = await signedInPerson(system.outputs, 'MEMBER');
    const page = await openAt(`/people/${target.id}`);
    await signIn(page, email, password);
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
    await page.getByText('Administrators need a second factor here').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await givePassword(page, 'Wrong-password-1!');
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
    await givePassword(page, password);
    await page.getByText('Key for the app').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const nextCode = await confirmApp(page);
    await page.getByLabel('Code that the app shows').fill(nextCode());
    await press(page, 'Sign in with it');
    await page.getByText(target.email).first().waitFor();

    system.pass(121_000);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: /^Delete/u }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByRole('textbox').fill(target.email);
    const remove = asked.getByRole('button', { name: /^Delete/u });
    await remove.click();
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await again.waitFor();
    expect(await violationsOf(page, '[role=dialog]')).toEqual([]);
    await again.locator('input[name=password]').fill(password);
    await page.keyboard.press('Enter');
    await again.getByLabel('Code').fill(nextCode());
    await page.keyboard.press('Enter');
    await page.getByText('You have signed in again.').waitFor();
    // What was typed is still there.
    await remove.click();
    await page.getByRole('heading', { name: 'This person is deleted' }).waitFor();
    await page.getByRole('link', { name: 'My account' }).click();
    await page.getByText('Your authenticator app is set up').waitFor();
  });

  test('a MEMBER: sets an app up in the own account', async () => {
    const { email, password } = await signedInPerson(system.outputs, 'MEMBER');
    const page = await openAt('/account', { viewport: { width: 360, height: 740 } });
    await signIn(page, email, password);
    await press(page, 'Set up an authenticator app');
    await givePassword(page, password);
    const nextCode = await confirmApp(page);
    await page.getByLabel('Code that the app shows').fill(nextCode());
    await press(page, 'Sign in with it');
    await page.getByText('Your authenticator app is set up').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});
