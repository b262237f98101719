import {
  AdminCreateUserCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '../../../testing/axe.ts';
import { isChromiumMissing } from '../../../testing/chromium.ts';
import { pagesOfFile } from '../../../testing/pages.ts';
import {
  client,
  CLIENT_ID,
  POOL_ID,
  startCognito,
  userPool,
} from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';
import { addUser } from './sign-in.ts';

describe.skipIf(isChromiumMissing())('/mailbox in Chromium', () => {
  let cognito: CognitoFixture;
  const pages = pagesOfFile();
  beforeAll(async () => {
    cognito = await startCognito({ pools: [userPool({}, [client()])] });
    await addUser(cognito, 'ann@example.com');
  });
  afterAll(() => cognito.stop());
  // An empty mailbox, as after a start.
  beforeEach(async () => {
    await cognito.reset();
    await addUser(cognito, 'ann@example.com');
  });

  const invite = (Username: string) =>
    cognito.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: POOL_ID,
        Username,
        TemporaryPassword: 'Made-for-one-day-1!',
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    );
  const forget = (Username: string) =>
    cognito.sdk.send(new ForgotPasswordCommand({ ClientId: CLIENT_ID, Username }));

  async function open(context: BrowserContextOptions = {}): Promise<Page> {
    const page = await pages.take(`${cognito.url}/health`, { context });
    await page.goto(`${cognito.url}/mailbox`);
    expect(await page.locator('link[rel=icon]').count()).toBe(1);
    return page;
  }
  const letters = (page: Page) => page.getByRole('article');

  it('mailbox: a message that comes later is shown, and keeps the focus where it is', async () => {
    const page = await open();
    await page.getByText('No messages yet').waitFor();
    await invite('bea@example.com');
    await letters(page).filter({ hasText: 'bea@example.com' }).waitFor();
    await page.getByRole('button', { name: 'Copy Made-for-one-day-1!' }).focus();
    await invite('cy@example.com');
    await letters(page).filter({ hasText: 'cy@example.com' }).waitFor();
    const focused = page.locator('article:has(button:focus)');
    expect(await focused.textContent()).toContain('bea@example.com');
  });

  it('mailbox: finds while people type, by words in any case, and the address keeps it', async () => {
    for (const name of ['bea', 'cy', 'dan']) await invite(`${name}@example.com`);
    await forget('ann@example.com');
    const page = await open();
    await page.getByText('4 messages').waitFor();
    await page.getByLabel('Search').fill('PASSWORD cy@');
    await page.getByText('1 of 4 messages').waitFor();
    expect(await letters(page).count()).toBe(1);
    await page.reload();
    await page.getByText('1 of 4 messages').waitFor();
    expect(await page.getByLabel('Search').inputValue()).toBe('PASSWORD cy@');
    await page.getByLabel('Search').fill('');
    await page.getByText('4 messages', { exact: true }).waitFor();
  });

  it('mailbox: copies a code', async () => {
    await forget('ann@example.com');
    const [message] = await cognito.mailbox('ann@example.com');
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: `Copy ${message?.code}` }).click();
    await page.getByRole('status').getByText(`Copied: ${message?.code}`).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(message?.code);
  });

  it('mailbox: marks what is unread, also after a reload, until it was touched', async () => {
    await invite('bea@example.com');
    await invite('cy@example.com');
    const page = await open();
    await expect.poll(() => page.title()).toBe('(2) Mailbox');
    expect(await page.getByText('Unread').count()).toBe(2);
    await letters(page).filter({ hasText: 'cy@example.com' }).click();
    expect(await page.title()).toBe('(1) Mailbox');
    await page.reload();
    await expect.poll(() => page.title()).toBe('(1) Mailbox');
    const unread = letters(page).filter({ hasText: 'Unread' });
    expect(await unread.textContent()).toContain('bea@example.com');
    await page.getByRole('button', { name: 'Mark all as read' }).press('Enter');
    expect(await page.title()).toBe('Mailbox');
    expect(await page.getByText('Unread').count()).toBe(0);
  });

  it('mailbox: works without scripts', async () => {
    await invite('bea@example.com');
    await invite('cy@example.com');
    const page = await open({ javaScriptEnabled: false });
    await page.getByLabel('Search').fill('bea');
    await page.getByLabel('Search').press('Enter');
    await page.getByText('1 of 2 messages').waitFor();
    expect(await letters(page).textContent()).toContain('Made-for-one-day-1!');
    // Another language is kept, with what was searched for.
    await page.getByRole('button', { name: 'Deutsch' }).press('Enter');
    await page.getByText('1 von 2 Nachrichten').waitFor();
  });

  it.each([
    ['light', 'en-US', 'Unread'],
    ['dark', 'de-DE', 'Ungelesen'],
  ] as const)(
    'mailbox: %s, %s, 1280 and 360 px wide: nothing hides, and axe finds nothing',
    async (colorScheme, locale, unread) => {
      await invite(`${'long-'.repeat(8)}name@${'department.'.repeat(3)}example.com`);
      await forget('ann@example.com');
      const page = await open({ colorScheme, locale });
      await page.getByText(unread).first().waitFor();
      for (const width of [1_280, 360]) {
        await page.setViewportSize({ width, height: 700 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          width,
        );
        const found = (await findViolations(page)).map(({ id, nodes }) => ({
          id,
          places: nodes.map(({ html }) => html),
        }));
        expect({ width, found }).toEqual({ width, found: [] });
      }
    },
  );
});
