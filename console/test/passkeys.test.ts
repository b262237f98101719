import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { addAuthenticator } from 'appsync-on-a-laptop/testing/virtual-authenticator';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CreateUserDocument, type UserRole } from '../../generated/client-operations.ts';
import { signedInPerson } from '../../test/support/callers-of-api.ts';
import { callerWith } from '../../test/support/graphql.ts';
import { mailsTo } from '../../test/support/mailbox.ts';
import { freshEmail, type RunningSystem } from '../../test/support/running-system.ts';
import { machineToken } from '../../test/support/sign-in.ts';
import { startStrictSystem, type StrictSystem } from '../../test/support/strict-system.ts';
import { consolePages, FAILED_REQUESTS, signIn, violationsOf } from './support/console-pages.ts';
import { strictPages } from './support/strict-pages.ts';

const button = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true });

const card = (page: Page) => page.getByRole('region', { name: 'Passkeys' });

async function codeTo(outputs: RunningSystem['outputs'], email: string): Promise<string> {
  const [mail] = await mailsTo(outputs, email);
  return mail?.code ?? '';
}

describe.skipIf(isChromiumMissing())('passkeys in Chromium', () => {
  const { openDoor, system: running } = consolePages();

  test('a MEMBER: adds a passkey after the password, signs in with it alone, and removes it', async () => {
    const { email, password } = await signedInPerson(running.outputs, 'MEMBER');
    const page = await openDoor('/account', {
      lets: FAILED_REQUESTS,
      context: { bypassCSP: true },
      asLocalhost: true,
      isChanged: true,
    });
    await addAuthenticator(page);
    await button(page, 'Use a passkey').click();
    await page.getByText('Type your e-mail address first.').waitFor();
    await page.getByLabel('E-mail address').fill(email);
    await button(page, 'Use a passkey').click();
    await page.getByText('This account has no passkey that can be used here.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await signIn(page, email, password);

    await card(page).getByRole('button', { name: 'See and change passkeys' }).click();
    await card(page).getByLabel('Password').fill('Wrong-password-1!');
    await page.keyboard.press('Enter');
    await card(page).getByText('The e-mail address or the password is wrong.').waitFor();
    await card(page).getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await card(page).getByText('You have no passkey yet.').waitFor();
    await button(page, 'Add a passkey').click();
    await page.getByText('The passkey is added').waitFor();
    await card(page)
      .getByText(/^added on /u)
      .waitFor();
    // The device knows that it has one.
    await button(page, 'Add a passkey').click();
    await card(page).getByText('This device has a passkey of yours already.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await button(page, 'Done').click();
    await page.getByText('password and passkey').waitFor();
    // The sign-in for it is over, here and where the app of the test is.
    await expect.poll(() => page.getByText(/ago · 127|now · 127/u).count()).toBe(2);

    await page.getByRole('button', { name: /^Your session/u }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByLabel('E-mail address').fill(email);
    await button(page, 'Use a passkey').click();
    await card(page).getByRole('button', { name: 'See and change passkeys' }).click();
    await card(page).getByRole('button', { name: 'Use a passkey' }).click();
    await card(page)
      .getByRole('button', { name: /^Remove: Passkey, added on / })
      .click();
    const asked = page.getByRole('alertdialog');
    expect(await violationsOf(page, '[role=alertdialog]')).toEqual([]);
    await asked.getByRole('button', { name: 'Remove' }).click();
    await card(page).getByText('You have no passkey yet.').waitFor();
  });
});

describe.skipIf(isChromiumMissing())('invited by code, passkeys in Chromium', () => {
  let system: StrictSystem;
  beforeAll(async () => {
    system = await startStrictSystem();
  });
  afterAll(() => system.stop());
  const { openAt } = strictPages(() => system);

  /** Somebody who is at the door with the code of the first mail. */
  async function atTheDoor(role: UserRole, path: string) {
    const { outputs } = system;
    const machine = callerWith(outputs.graphqlUrl, await machineToken(outputs, 'users/write'));
    const email = freshEmail('by-code');
    const input = { email, firstName: 'By', lastName: 'Code', role };
    await machine.data(CreateUserDocument, { input });
    const page = await openAt(path, {
      context: { viewport: { width: 360, height: 740 } },
      isChanged: true,
    });
    await addAuthenticator(page);
    await page.getByLabel('E-mail address').fill(email);
    await button(page, 'Mail me a code instead').click();
    const code = page.getByLabel('Code of the mail');
    // It is asked for once the mail is sent.
    await code.waitFor();
    await code.fill(await codeTo(outputs, email));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No code next time?' }).waitFor();
    return { email, page };
  }

  test('an ADMIN: adds a passkey at once, which is both factors, and a fresh sign-in', async () => {
    const target = await signedInPerson(system.outputs, 'MEMBER');
    const { page } = await atTheDoor('ADMIN', `/people/${target.id}?edit`);
    expect(await violationsOf(page)).toEqual([]);
    await button(page, 'Add a passkey').click();
    await page.getByText('You have a passkey. Sign in with it.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await button(page, 'Sign in with it').click();
    await page.getByLabel('Role').selectOption('ADMIN');

    system.pass(121_000);
    const save = page.getByRole('button', { name: 'Save changes' });
    await save.click();
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await again.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('You have signed in again.').waitFor();
    await save.click();
    await page.getByText('The changes are saved.').waitFor();
  });

  test('an ADMIN who would rather not: chooses a password, and sets up an app with it', async () => {
    const { email, page } = await atTheDoor('ADMIN', '/people');
    await button(page, 'Not now').click();
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
    await button(page, 'Mail me a code').click();
    await page.getByText(`A code is on its way to ${email}.`).waitFor();
    const password = 'Chosen-by-code-1!';
    const code = page.getByLabel('Code of the mail');
    await code.waitFor();
    await code.fill(await codeTo(system.outputs, email));
    await page.getByLabel('New password').fill(password);
    await button(page, 'Set the password').click();
    await page.getByText('Your new password is set.').waitFor();
    await button(page, 'Set up an authenticator app').click();
    await page.locator('input[name=password]').fill(password);
    await button(page, 'Go on').click();
    await page.getByText('Key for the app').waitFor();
  });
});
