import type { Page, Request } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  CreateUserDocument,
  GetUserByEmailDocument,
  ListUsersDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { PEOPLE } from '../../playground/people.ts';
import { findViolations } from 'appsync-on-a-laptop/testing/axe';
import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { pagesOfFile } from 'appsync-on-a-laptop/testing/pages';
import { freshEmail, runningSystem } from '../support/running-system.ts';
import { mailsTo } from '../support/mailbox.ts';

const system = runningSystem();
const { playground: playgroundUrl = '' } = system.outputs.sites;

test('seed: every person of the list is there in the status the list says', async () => {
  const machine = await system.machine('users/read');
  const expected = PEOPLE.map(({ email, role, status }) => ({ email, role, status }));
  for (const { email, ...rest } of expected) {
    const { getUserByEmail } = await machine.data(GetUserByEmailDocument, { email });
    expect(getUserByEmail).toMatchObject(rest);
  }
  const { listUsers } = await machine.data(ListUsersDocument, { limit: 100 });
  expect(listUsers.items.length).toBeGreaterThanOrEqual(30);
});

/** What the browser logs of requests that fail, and of sockets of whoever is offline. */
const REFUSED = /Failed to load resource|WebSocket/u;

describe.skipIf(isChromiumMissing())('playground in Chromium', () => {
  const pages = pagesOfFile();
  let page: Page;
  let elsewhere: string[];
  const noteElsewhere = (request: Request) => {
    const { origin } = new URL(playgroundUrl);
    if (!/^(?:data|blob):/u.test(request.url()) && new URL(request.url()).origin !== origin) {
      elsewhere.push(request.url());
    }
  };
  beforeEach(async () => {
    elsewhere = [];
    page = await pages.take(new URL('/health', playgroundUrl).href, { lets: REFUSED });
    page.on('request', noteElsewhere);
    await page.goto(playgroundUrl);
    // A tab that is opened before both editors are there leaves them at the first one's operation.
    for (const editor of ['.graphiql-query-editor', '.result-window']) {
      await page.locator(`${editor} .view-line`).first().waitFor();
    }
  });
  afterEach(() => {
    page.off('request', noteElsewhere);
    expect(elsewhere).toEqual([]);
  });

  const answer = () => page.locator('.result-window');
  const changes = () => page.getByRole('list', { name: 'Changes, newest first' });
  const pickAdmin = async () => {
    // With the keyboard alone.
    await page.getByRole('button', { name: /admin@example\.com/u }).press('Enter');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  };
  const openTab = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const execute = () => page.getByRole('button', { name: /^Execute query/u }).click();

  test('playground: signs in, runs a query and shows a change of another client', async () => {
    await pickAdmin();
    await expect.poll(() => page.getByText('ADMIN', { exact: true }).isVisible()).toBe(true);
    await openTab('Me');
    await execute();
    await answer().getByText('"admin@example.com"').waitFor();

    await page.getByText('Listening.', { exact: true }).waitFor();
    const admin = await system.admin();
    const email = freshEmail('live');
    const { createUser } = await admin.data(CreateUserDocument, {
      input: { email, firstName: 'Live', lastName: 'One' },
    });
    await changes().getByText(email).first().waitFor();
    const input = { id: createUser?.id ?? '', lastName: 'Two' };
    await admin.data(UpdateUserDocument, { input });
    await changes()
      .getByRole('listitem')
      .filter({ hasText: email })
      .filter({ hasText: 'lastName' })
      .waitFor();
    await page.context().setOffline(true);
    await page.getByText('Not listening: you are offline.').waitFor();
    await page.context().setOffline(false);
    await page.getByText(/^Listening/u).waitFor();
  });

  test('playground: a subscription lives on when another tab is opened, with events of its own', async () => {
    await pickAdmin();
    await openTab('OnUserChange');
    await execute();
    await page.getByRole('button', { name: 'Stop OnUserChange' }).waitFor();
    await openTab('Me');
    const admin = await system.admin();
    const events = page.getByRole('list', { name: 'Events of OnUserChange, newest first' });
    // The editor does not tell when the API has accepted: changes go on until one arrives.
    await expect
      .poll(
        async () => {
          const input = { email: freshEmail('tab'), firstName: 'Other', lastName: 'Tab' };
          await admin.data(CreateUserDocument, { input });
          return events.getByRole('listitem').count();
        },
        { interval: 1_000 },
      )
      .toBeGreaterThan(0);
    expect(await events.getByRole('listitem').first().textContent()).toContain('onUserChange');
    await page.getByRole('button', { name: 'Stop OnUserChange' }).click();
    expect(await page.getByRole('heading', { name: 'Subscriptions' }).count()).toBe(0);
  });

  test('playground: an id is picked, not typed', async () => {
    const admin = await system.admin();
    const lastName = `Picked-${freshEmail().slice(5, 13)}`;
    const input = { email: freshEmail('picked'), firstName: 'Aaron', lastName };
    const { createUser } = await admin.data(CreateUserDocument, { input });
    await pickAdmin();
    const picker = page.getByLabel(/Their id takes the place of/u);
    await picker.selectOption({ label: `Aaron ${lastName}, MEMBER INVITED` });
    await openTab('UpdateUser');
    await execute();
    await answer().getByText('"Murray Hopper"').waitFor();
    expect(await answer().textContent()).toContain(createUser?.id);
  });

  test('playground: signs in as any seeded person', async () => {
    await page
      .getByLabel('Somebody else of the directory')
      .selectOption('priya.raghavan@example.com');
    await page.getByRole('button', { name: 'Sign in as this person' }).press('Enter');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await execute();
    await answer().getByText('"Raghavan"').waitFor();
  });

  test('playground: the keyboard reaches the editor at once', async () => {
    const isInEditor = () =>
      page.evaluate(`document.activeElement?.closest('.graphiql-query-editor') !== null`);
    await page.getByRole('button', { name: /^Execute query/u }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(isInEditor).toBe(true);
    await pickAdmin();
    await expect.poll(isInEditor).toBe(true);
    await page.keyboard.press('Control+Enter');
    await answer().getByText('"admin@example.com"').waitFor();
  });

  /** So many changes that their list scrolls. */
  const fillTheChanges = async () => {
    const admin = await system.admin();
    for (const lastName of Array.from({ length: 12 }, (_, index) => `Scrolled-${index}`)) {
      const input = { email: freshEmail('scroll'), firstName: 'Live', lastName };
      await admin.data(CreateUserDocument, { input });
    }
    const changes = page.getByRole('list', { name: 'Changes, newest first' });
    await changes.getByRole('listitem').nth(11).waitFor();
    const list = `document.querySelector('.live ol')`;
    expect(await page.evaluate(`${list}.scrollHeight > ${list}.clientHeight`)).toBe(true);
  };

  test.each(['light', 'dark'] as const)(
    'playground: %s, 1280 and 360 px wide: nothing hides, and axe finds nothing',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.reload();
      await pickAdmin();
      await page.getByText('Listening.', { exact: true }).waitFor();
      await fillTheChanges();
      for (const width of [1_280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await expect
          .poll(() => page.evaluate('document.documentElement.scrollWidth'))
          .toBeLessThanOrEqual(width);
        const editor = await page.locator('.graphiql-query-editor').boundingBox();
        expect(editor?.width).toBeGreaterThan(220);
        const found = (await findViolations(page)).map(({ id, nodes }) => ({
          id,
          places: nodes.map(({ html }) => html),
        }));
        expect({ width, found }).toEqual({ width, found: [] });
      }
    },
  );

  test('playground: runs a subscription of the editor until it is stopped', async () => {
    await pickAdmin();
    await openTab('OnUserChange');
    await execute();
    const stop = page.getByRole('button', { name: /^Stop query/u });
    await stop.waitFor();
    const admin = await system.admin();
    // The editor does not tell when the API has accepted: changes go on until one arrives.
    await expect
      .poll(
        async () => {
          const input = { email: freshEmail('edit'), firstName: 'Sub', lastName: 'Scribed' };
          await admin.data(CreateUserDocument, { input });
          return (await answer().textContent())?.includes('onUserChange');
        },
        { interval: 1_000 },
      )
      .toBe(true);
    await stop.click();
    await page.getByRole('button', { name: /^Execute query/u }).waitFor();
  });

  test('playground: says plainly that a password is wrong, and what a member may not', async () => {
    await page.getByLabel('E-mail').fill('member@example.com');
    await page.getByLabel('Password').fill('wrong');
    await page.getByLabel('Password').press('Enter');
    const alert = page.locator('aside').getByRole('alert');
    await alert.getByText('The e-mail address or the password is wrong.').waitFor();
    // In the reader's language, which is chosen here or before.
    await page.getByLabel('Language').selectOption('de');
    await alert.getByText('Die E-Mail-Adresse oder das Passwort ist falsch.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByLabel('Sprache').selectOption('en');

    await page.getByRole('button', { name: /member@example\.com/u }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await openTab('ListUsers');
    await execute();
    await answer().getByText('"Unauthorized"').waitFor();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await execute();
    // The editor writes no-break spaces.
    await answer()
      .getByText(/Sign\sin\sfirst/u)
      .waitFor();
  });

  test('playground: lets an invited person choose a password', async () => {
    const email = freshEmail('invited');
    const admin = await system.admin();
    await admin.data(CreateUserDocument, { input: { email, firstName: 'New', lastName: 'One' } });
    const [mail] = await mailsTo(system.outputs, email);

    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(mail?.code ?? '');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    const alert = page.locator('aside').getByRole('alert');
    await alert.getByText('The password needs at least 12 characters').waitFor();
    await page.getByLabel('New password').fill('Chosen-by-me-1!');
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await execute();
    await answer().getByText('"ACTIVE"').waitFor();
  });
});
