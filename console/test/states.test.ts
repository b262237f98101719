import {
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { startCognitoWithTotp } from 'appsync-on-a-laptop/testing/cognito-with-totp';
import { goWithin } from 'appsync-on-a-laptop/testing/pages';
import { CLIENT_ID, PASSWORD, POOL_ID } from 'appsync-on-a-laptop/testing/start-cognito';
import type { CognitoFixture } from 'appsync-on-a-laptop/testing/start-cognito';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import {
  ReactivateUserDocument,
  SuspendUserDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { createUserIn, freshEmail } from '../../test/support/running-system.ts';
import {
  consolePages,
  FAILED_REQUESTS,
  passwordOf,
  signIn,
  violationsOf,
} from './support/console-pages.ts';
import { SAID_WITHIN_MS, timeBetween, watchConnection } from './support/lost-connections.ts';
import { mailsTo } from '../../test/support/mailbox.ts';

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

describe.skipIf(isChromiumMissing())('states', () => {
  const { open, openDoor, system } = consolePages();
  const { cognitoEndpoint: endpoint, region, userPoolId } = system.outputs;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  afterAll(() => cognito.destroy());

  /** Somebody new, who has signed in with the password of the invitation and chosen an own one. */
  async function newcomer(path: string, role: 'ADMIN' | 'MEMBER' = 'MEMBER') {
    const user = await createUserIn(system, { email: freshEmail('newcomer'), role });
    const [mail] = await mailsTo(system.outputs, user.email);
    const page = await openDoor(path, { lets: FAILED_REQUESTS });
    await signIn(page, user.email, mail?.code ?? '');
    await page.getByRole('heading', { name: 'Choose your password' }).waitFor();
    return { user, page };
  }
  const choosePassword = async (page: Page) => {
    await page.getByLabel('New password').fill('Chosen-by-me-1!');
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    await page.getByRole('button', { name: /^Your session/u }).waitFor();
  };

  test('door: says what is wrong, lets an invited person choose a password, and lets out again', async () => {
    const { user, page } = await newcomer('/people');
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    await page.getByText('The password does not keep to the rule below.').waitFor();
    await choosePassword(page);
    // What a MEMBER may not do is not shown, and is refused where the address asks for it.
    await page.getByRole('heading', { name: 'This is for administrators' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).textContent()).toBe('My account');
    await page.getByRole('button', { name: /^Your session/u }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await signIn(page, user.email, 'wrong');
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
    await cognito.send(new AdminDisableUserCommand({ UserPoolId: userPoolId, Username: user.id }));
    await signIn(page, user.email, 'Chosen-by-me-1!');
    await page.getByText('This account is suspended.').waitFor();
  });

  test('suspended while working: says so in words, and goes on once reactivated', async () => {
    const { user, page } = await newcomer('/people', 'ADMIN');
    await choosePassword(page);
    await page.getByText('Changes of others appear by themselves.').waitFor();
    const admin = await system.admin();
    await admin.data(SuspendUserDocument, { id: user.id });
    await page.getByRole('heading', { name: 'Your access is suspended' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await admin.data(ReactivateUserDocument, { id: user.id });
  });

  test('no ADMIN any more while working: the views for administrators are gone', async () => {
    const { user, page } = await newcomer('/people', 'ADMIN');
    await choosePassword(page);
    await page.getByText('Changes of others appear by themselves.').waitFor();
    // The server ends the subscriptions, but it answers: nothing is said of the connection.
    await page.evaluate(
      `globalThis.told = []; new MutationObserver(() => told.push(document.querySelector('.connection').innerText))
        .observe(document.querySelector('.connection'), { childList: true, subtree: true })`,
    );
    const admin = await system.admin();
    await admin.data(UpdateUserDocument, { input: { id: user.id, role: 'MEMBER' } });
    await page.getByRole('heading', { name: 'This is for administrators' }).waitFor();
    expect(await page.evaluate('told')).toEqual([]);
    expect(await page.getByRole('navigation', { name: 'Main' }).textContent()).toBe('My account');
  });

  /** Lets people of another user pool sign in, which the page reaches at its own address. */
  async function signInAt(page: Page, cognito: CognitoFixture): Promise<void> {
    const pool = { userPoolId: POOL_ID, userPoolClientId: CLIENT_ID };
    await page.route('**/config.json', async (route) => {
      const config = (await (await route.fetch()).json()) as object;
      const cognitoEndpoint = new URL('/other-pool', page.url()).href;
      await route.fulfill({ json: { ...config, ...pool, cognitoEndpoint } });
    });
    await page.route('**/other-pool*', async (route) => {
      // The pool ends with its test, which may be before the page does.
      const response = await route.fetch({ url: cognito.url }).catch(() => null);
      await (response ? route.fulfill({ response }) : route.abort());
    });
    await page.reload();
  }

  test('authenticator app: its code is asked for after the password, and again after a wrong one', async () => {
    const person = await startCognitoWithTotp('ann@example.com');
    try {
      const page = await openDoor('/account', { lets: FAILED_REQUESTS });
      await signInAt(page, person.cognito);
      await signIn(page, person.username, PASSWORD);
      await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.type('000 000');
      await page.keyboard.press('Enter');
      await page.getByText('This is not the code that the app shows now.').waitFor();
      await page.getByLabel('Code').fill(person.nextCode());
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Your session/u }).waitFor();
    } finally {
      await person.cognito.stop();
    }
  });

  /** The quarter of an hour that an access token lives is over. Returns the refresh token. */
  const endToken = (page: Page) =>
    page.evaluate(() => {
      const [key = ''] = Object.keys(sessionStorage).filter((name) => name.startsWith('cognito.'));
      const session = JSON.parse(sessionStorage.getItem(key) ?? '{}') as { refreshToken: string };
      sessionStorage.setItem(key, JSON.stringify({ ...session, expiresAt: 0 }));
      return session.refreshToken;
    });

  test('session: is renewed with another refresh token; over, the form is there again afterwards with what was entered', async () => {
    const { page, user } = await newcomer('/people', 'ADMIN');
    await choosePassword(page);
    const other = await createUserIn(system);
    await page.goto(new URL(`/people/${other.id}?edit`, page.url()).href);
    await page.getByLabel('First name').fill('Not lost');
    const used = await endToken(page);
    await page.reload();
    await page.getByRole('button', { name: /^Your session/u }).waitFor();
    expect(await page.getByLabel('First name').inputValue()).toBe('Not lost');
    expect(await endToken(page)).not.toBe(used);
    await cognito.send(
      new AdminUserGlobalSignOutCommand({ UserPoolId: userPoolId, Username: user.id }),
    );
    await endToken(page);
    await page.reload();
    await page.getByLabel('E-mail address').waitFor();
    await signIn(page, user.email, 'Chosen-by-me-1!');
    await page.getByText('You had begun to edit').waitFor();
    expect(await page.getByLabel('First name').inputValue()).toBe('Not lost');
  });

  test('offline: said within 2 s, input stays, and so is that the connection is back', async () => {
    const user = await createUserIn(system);
    const page = await open(`/people/${user.id}?edit`, {
      lets: FAILED_REQUESTS,
      before: watchConnection,
      isChanged: true,
    });
    await page.getByLabel('First name').fill('Offline');
    await page.context().setOffline(true);
    // Where the reader is: the page behind a dialog is veiled, and hidden from readers.
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('status').getByText('You are offline.').waitFor();
    expect(await timeBetween(page, 'offline', 'bad')).toBeLessThan(SAID_WITHIN_MS);
    expect(await violationsOf(page, '[role=dialog]')).toEqual([]);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('The server could not be reached, so nothing was changed.').waitFor();
    await page.context().setOffline(false);
    await dialog.getByText('The connection is back.').waitFor();
    expect(await timeBetween(page, 'online', 'good')).toBeLessThan(SAID_WITHIN_MS);
    expect(await page.getByLabel('First name').inputValue()).toBe('Offline');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('The changes are saved.').waitFor();
  });

  test('throttled: said with when to try again', async () => {
    const page = await open('/account', { lets: FAILED_REQUESTS });
    const errorInfo = { retryAt: new Date(Date.now() + 300_000).toISOString() };
    const errors = [{ message: 'Too many requests', errorType: 'LimitExceeded', errorInfo }];
    await page.route('**/graphql', async (route) => {
      const isList = route.request().postData()?.includes('query ListUsers') ?? false;
      await (isList ? route.fulfill({ json: { data: null, errors } }) : route.continue());
    });
    await page.goto(new URL('/people', page.url()).href);
    await page.getByText(/That was too much at once\. Try again in (?:4|5) minutes\./u).waitFor();
    await page.unroute('**/graphql');
    // Where its subscription begins only now, the page reads again by itself and needs no button.
    await Promise.race([
      page.getByRole('button', { name: 'Try again' }).click(),
      page.getByRole('row').nth(3).waitFor(),
    ]);
    await page.getByRole('row').nth(3).waitFor();
  });

  type View = readonly [path: string, isThere: (page: Page) => Promise<void>];
  const LISTS: readonly View[] = [
    ['/people', (page) => page.getByRole('row').nth(3).waitFor()],
    [
      '/people?order=NAME_ASC',
      async (page) => {
        await page.getByRole('row').nth(2).getByRole('checkbox').check();
        await page.getByText('1 selected').waitFor();
      },
    ],
    [
      '/people?q=nobody-at-all',
      (page) => page.getByRole('heading', { name: 'Nobody fits' }).waitFor(),
    ],
    ['/people?invite=many', (page) => page.getByRole('dialog').waitFor()],
    ['/no-such-page', (page) => page.getByText('There is no such page').waitFor()],
  ];
  const PERSON: readonly View[] = [
    ['', (page) => page.getByText('Navy').waitFor()],
    ['?tab=history', (page) => page.getByText('Version 1').waitFor()],
    ['?tab=mails', (page) => page.getByRole('article').waitFor()],
    ['?tab=signIn', (page) => page.getByText('They agree.').waitFor()],
    ['?edit', (page) => page.getByRole('dialog').waitFor()],
  ];

  /** Nothing that it could break at. */
  const LONG = 'Abcdefghij'.repeat(8);

  /** Nothing is wrong for axe, and nothing is wider than the window. */
  async function requireGood(page: Page, path: string): Promise<void> {
    const within = /edit|invite/u.test(path) ? '[role=dialog]' : undefined;
    // A phone makes the window as wide as what does not fit; a dialog cuts it off.
    const widest = `Math.max(innerWidth, document.documentElement.scrollWidth,
      document.querySelector('[role=dialog]')?.scrollWidth ?? 0)`;
    const width = page.viewportSize()?.width ?? 0;
    expect({
      path,
      violations: await violationsOf(page, within),
      overflow: (await page.evaluate<number>(widest)) - width,
    }).toEqual({ path, violations: [], overflow: 0 });
  }

  /** Loads an address by itself, as a link in a mail does. */
  const loadAt = async (page: Page, path: string): Promise<void> => {
    await page.goto(new URL(path, page.url()).href);
  };

  describe.each([
    ['light', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }, loadAt],
    ['dark, on a phone', { colorScheme: 'dark', ...PHONE }, goWithin],
  ] as const)('axe, %s', (_name, look, goTo) => {
    const context = { ...look, reducedMotion: 'reduce' } as const;
    test('axe: finds nothing at the door', async () => {
      const page = await openDoor('/', { context });
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await requireGood(page, '/');
    });

    test('axe: finds nothing in the list of people and what opens over it', async () => {
      const page = await open('/account', { context });
      for (const [path, isThere] of LISTS) {
        // Within the page the rows of the list before may be there still.
        await loadAt(page, path);
        await isThere(page);
        await requireGood(page, path);
      }
    });

    test('axe: finds nothing in any tab of a person', async () => {
      const attributes = JSON.stringify({ team: 'Navy', [LONG.slice(0, 60)]: LONG });
      const { id } = await createUserIn(system, { lastName: LONG, attributes });
      const page = await open('/account', { context });
      for (const [tab, isThere] of PERSON) {
        await goTo(page, `/people/${id}${tab}`);
        await isThere(page);
        await requireGood(page, tab);
      }
    });
  });

  test('keyboard: signs in, finds a person and opens it with the keyboard alone', async () => {
    const page = await openDoor('/people');
    await page.getByLabel('E-mail address').waitFor();
    await page.keyboard.type('admin@example.com');
    await page.keyboard.press('Tab');
    await page.keyboard.type(passwordOf(system, 'admin@example.com'));
    await page.keyboard.press('Enter');
    await page.getByRole('row').nth(3).waitFor();
    await page.getByLabel('Search people').focus();
    await page.keyboard.type('max member');
    await expect.poll(() => page.getByRole('link', { name: 'Max Member' }).count()).toBe(1);
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    for (let tabs = 0; tabs < 20; tabs += 1) {
      await page.keyboard.press('Tab');
      const focused = String(await page.evaluate('document.activeElement.textContent'));
      if (focused.startsWith('Max Member')) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Max Member' }).waitFor();
  });

  test('language and colours: German and dark, as chosen, also after a reload', async () => {
    const page = await open('/people', { context: { locale: 'de-DE', colorScheme: 'light' } });
    await page.getByRole('heading', { level: 1, name: 'Personen' }).waitFor();
    await page.getByRole('button', { name: /^Ihre Sitzung/u }).click();
    await page.getByLabel('Darstellung').selectOption('dark');
    await page.getByLabel('Sprache').selectOption('en');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    // English dates as they are written where the reader is.
    const created = page.getByRole('row').nth(1).locator('time').last();
    expect(await created.getAttribute('title')).toMatch(/^\d{1,2} \p{L}+ \d{4}, \d\d:\d\d$/u);
  });
});
