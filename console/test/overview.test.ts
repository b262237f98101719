import { describe, expect, test } from 'vitest';
import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import {
  CreateUserDocument,
  DeleteUserDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { freshEmail } from '../../test/support/running-system.ts';
import { consolePages, violationsOf } from './support/console-pages.ts';
import { mailsTo } from '../../test/support/mailbox.ts';

describe.skipIf(isChromiumMissing())('the overview in Chromium', () => {
  const { open, system } = consolePages();

  test('overview: each count leads to the people that it counts', async () => {
    const page = await open('/overview');
    const counts = page.getByRole('list', { name: 'How many people there are' });
    const suspended = counts.getByRole('link', { name: /Suspended/u });
    expect(Number((await suspended.textContent())?.replace(/\D/gu, ''))).toBeGreaterThan(0);
    await suspended.click();
    await page.waitForURL(/\/people\?status=SUSPENDED$/u);
    await page.getByRole('link', { name: /Grace Mbeki/u }).waitFor();
  });

  test('overview: tells what happens while it is open, in words', async () => {
    const admin = await system.admin();
    const page = await open('/overview');
    await page.getByText('Changes appear here by themselves.').waitFor();
    const people = page.getByRole('list', { name: 'How many people there are' });
    const count = async () => Number((await people.textContent())?.match(/^\d+/u)?.[0]);
    const before = await count();

    const input = { email: freshEmail('seen'), firstName: 'Seen', lastName: `Now-${before}` };
    const { createUser } = await admin.data(CreateUserDocument, { input });
    const id = createUser?.id ?? '';
    const line = (text: string) =>
      page
        .getByRole('list', { name: 'What happens' })
        .getByRole('listitem')
        .filter({ hasText: text });
    await line(`Seen Now-${before}`).filter({ hasText: 'was added' }).waitFor();
    // Others are added meanwhile, too.
    await expect.poll(count).toBeGreaterThan(before);

    await admin.data(UpdateUserDocument, { input: { id, lastName: 'Later', phone: null } });
    await line('Seen Later').filter({ hasText: 'was changed: Last name' }).waitFor();
    await admin.data(DeleteUserDocument, { id });
    const deleted = line('Seen Later').filter({ hasText: 'was deleted' });
    await deleted.waitFor();
    // There is no page to go to any more.
    expect(await deleted.getByRole('link').count()).toBe(0);
    // What happened while the reader was elsewhere stands there, too.
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await page.getByRole('link', { name: 'Overview' }).click();
    await deleted.waitFor();
  });

  test('overview: says what could not be passed on, and nothing of it while all is well', async () => {
    const page = await open('/overview');
    await page.getByRole('list', { name: 'How many people there are' }).waitFor();
    expect(await page.getByText('given up').count()).toBe(0);
    await page.route('**/graphql', async (route) => {
      const isAsked = route.request().postData()?.includes('query ChangeBacklog') ?? false;
      const changeBacklog = { waiting: 2, givenUp: 1 };
      await (isAsked ? route.fulfill({ json: { data: { changeBacklog } } }) : route.continue());
    });
    await page.reload();
    await page.getByText('One change of a person could not be passed on').waitFor();
    await page.getByText('Changes of 2 people are late in sign-in or history.').waitFor();
    await page.unroute('**/graphql');
  });

  test('overview: who was invited first and has not come stands first, and is invited again', async () => {
    const page = await open('/overview');
    const waiting = page.getByRole('list', { name: 'Waiting for their first sign-in' });
    const first = waiting.getByRole('listitem').first();
    const email = (await first.getByText('@').textContent()) ?? '';
    await first.getByText(/^Password (?:good until|over since) /u).waitFor();
    const mails = async () => (await mailsTo(system.outputs, email)).length;
    const before = await mails();
    await first.getByRole('button', { name: /^Resend the invitation to/u }).click();
    await page.getByText(`A new invitation is on its way to ${email}.`).waitFor();
    expect(await mails()).toBe(before + 1);
    const phases = page.getByRole('region', { name: 'Waiting for their first sign-in' });
    await phases.getByRole('link', { name: 'Password still good' }).click();
    await page.waitForURL(/\/people\?status=INVITED&invitation=PENDING/u);
    const filter = page.getByLabel('Invitation', { exact: true });
    await expect.poll(() => filter.inputValue()).toBe('PENDING');
  });

  test('overview: the plot says its numbers to who does not see it', async () => {
    const page = await open('/overview');
    const table = page.getByRole('table', { name: 'The last 14 days (UTC)' });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(15);
    const admin = await system.admin();
    // Over all days: a test may run into the next one.
    const sumOf = async (kind: 'created' | 'deleted') => {
      const cells = table.locator(`tbody td:nth-of-type(${kind === 'created' ? 1 : 3})`);
      const texts = await cells.allTextContents();
      return texts.reduce((sum, text) => sum + Number(text.replace(/\D/gu, '')), 0);
    };
    await expect.poll(() => sumOf('created')).toBeGreaterThan(0);
    const deleted = await sumOf('deleted');
    const input = { email: freshEmail('gone'), firstName: 'Soon', lastName: 'Gone' };
    const { createUser } = await admin.data(CreateUserDocument, { input });
    // Who is deleted in the batch of the own creation is counted in neither.
    const came = page.getByRole('list', { name: 'What happens' }).getByText('Soon Gone');
    await came.waitFor();
    await admin.data(DeleteUserDocument, { id: createUser?.id ?? '' });
    await expect.poll(() => sumOf('deleted')).toBeGreaterThan(deleted);
  });

  test('overview: is for administrators', async () => {
    const page = await open('/overview', { who: 'member@example.com' });
    await page.getByText('This is for administrators').waitFor();
    expect(await page.getByText('Waiting for their first sign-in').count()).toBe(0);
  });

  test.each([
    ['light', 1_280, 'en-US', 'What happens'],
    ['dark', 360, 'de-DE', 'Was geschieht'],
  ] as const)(
    'overview: %s, %i px wide, %s: axe finds nothing, nothing hides',
    async (...given) => {
      const [colorScheme, width, locale, title] = given;
      const viewport = { width, height: 800 };
      const page = await open('/overview', { context: { colorScheme, viewport, locale } });
      await page.getByRole('list', { name: title }).getByRole('listitem').first().waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
    },
  );
});
