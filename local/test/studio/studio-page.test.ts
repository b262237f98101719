import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isChromiumMissing } from '../../testing/chromium.ts';
import { eventually } from '../../testing/eventually.ts';
import { PATIENCE } from '../../testing/patience.ts';
import type { WatchEvent } from '../../watching/watch-events.ts';
import { ADD_BOOK } from './library/start-library.ts';
import { isThere, loadedBy, studioPages } from './studio-pages.ts';

const run = promisify(execFile);

describe.skipIf(isChromiumMissing())('the studio of another app', () => {
  const studio = studioPages();

  /** Sends what the address says, and waits for what the editor shows; it breaks lines anywhere. */
  async function send(page: Page, says: string): Promise<void> {
    await page.locator('.graphiql-query-editor .view-lines').waitFor();
    await page.getByRole('button', { name: /^Execute query/u }).click();
    await eventually(async () => {
      const shown = await page.locator('.result-window .view-lines').textContent();
      expect(shown?.replaceAll(/\s/gu, '')).toContain(says);
    });
  }

  const query = (text: string, more: Readonly<Record<string, string>>) =>
    `/query?${new URLSearchParams({ query: text, ...more }).toString()}`;

  test(
    'Requests: what fails is found, seen to its line, replayed, compared and copied',
    async () => {
      const page = await studio.open('/requests');
      await isThere(page, 'Requests');
      expect(await loadedBy(page)).toBeLessThan(250_000);
      // It comes by itself.
      await studio.library.run('query Lost { book(id: "nowhere") { title } }');
      const row = page.getByRole('link', { name: /query book.*No book has the id nowhere/u });
      await row.waitFor();
      await page.getByLabel('Outcome').selectOption('failed');
      expect(new URL(page.url()).searchParams.get('outcome')).toBe('failed');
      await row.click();
      const record = page.getByRole('region', { name: 'The record' });
      const address = page.url();
      await record.getByText('NotFound:').first().waitFor();
      await record.getByRole('link', { name: /^response of/u }).click();
      await record.getByRole('button', { name: 'Copy as test' }).waitFor();
      await record.getByRole('button', { name: 'Copy as curl' }).click();
      const command = await eventually(async () => {
        const copied = await page.evaluate<string>('navigator.clipboard.readText()');
        expect(copied).toMatch(/^curl /u);
        return copied;
      });
      const { stdout } = await run('bash', ['-c', command]);
      expect(stdout).toContain('No book has the id nowhere');

      await studio.library.run(ADD_BOOK, { id: 'nowhere', title: 'Erewhon', author: 'Butler' });
      await record.getByRole('button', { name: 'Replay' }).click();
      await page.getByText('The same.').first().waitFor();
      expect(page.url()).toContain('with=');
      const answers = page.getByRole('region', { name: 'Answer' });
      await answers.locator('.line-gone').getByText('No book has the id nowhere').waitFor();
      await answers.locator('.line-new').getByText('Erewhon').waitFor();
      await page.getByRole('row', { name: /Outcome failed succeeded/u }).waitFor();
      await page.goBack();
      await record.getByRole('button', { name: 'Compare from here' }).click();
      await page.getByLabel('Outcome').selectOption('');
      await page
        .getByRole('link', { name: /addBook/u })
        .first()
        .click();
      await record.getByRole('link', { name: 'Compare with the one before' }).click();
      await page.getByRole('row', { name: /Error No book has the id nowhere/u }).waitFor();
      await page.goto(address);
      await record.getByRole('link', { name: 'Open in Query' }).click();
      await page.locator('.graphiql-query-editor').getByText('nowhere').waitFor();
    },
    PATIENCE.journey,
  );

  test(
    'Query: as whoever the API lets in, on several APIs, and subscriptions that live on',
    async () => {
      const who = '{ caller }';
      const page = await studio.open(query(who, { mode: 'API_KEY' }));
      await send(page, '"caller":null');
      await page.getByLabel('Send as').selectOption('AMAZON_COGNITO_USER_POOLS');
      await page.getByLabel('Person').selectOption('ann');
      await send(page, 'Librarians');
      await page.getByLabel('Send as').selectOption('AWS_IAM');
      await page.getByLabel('Role').selectOption({ label: 'library-reader' });
      await send(page, 'assumed-role/library-reader/studio');
      await page.getByLabel('Send as').selectOption('OPENID_CONNECT');
      await page.getByLabel('Token').fill(await studio.library.oidcToken());
      await send(page, 'guest');
      await page.getByLabel('Send as').selectOption('AWS_LAMBDA');
      await page.getByLabel('Token').fill('stranger');
      await send(page, 'UnauthorizedException');
      await page.getByLabel('Token').fill('member-1');
      await send(page, 'resolverContext');

      const subscription = 'subscription Added { bookAdded { title } }';
      await page.goto(
        `${studio.library.local.url}/studio${query(subscription, { mode: 'API_KEY' })}`,
      );
      await send(page, 'Subscriptions');
      await send(page, 'Subscriptions');
      await page.getByText('live', { exact: true }).nth(1).waitFor();
      await page.getByRole('link', { name: 'Data', exact: true }).click();
      await isThere(page, 'Data');
      await studio.library.run(ADD_BOOK, { id: 'live', title: 'Heard', author: 'Live' });
      await page.getByRole('link', { name: 'Query', exact: true }).click();
      await page.getByText('1 event', { exact: true }).nth(1).waitFor();
      await page.getByRole('button', { name: 'Stop Added 1' }).click();
      await page.getByText('stopped', { exact: true }).waitFor();
      expect(await page.getByText('live', { exact: true }).count()).toBe(1);

      await page.getByLabel('API').selectOption({ label: 'opening' });
      await page.getByLabel('Send as').waitFor();
      expect(await page.getByLabel('Send as').textContent()).toBe('API key');
    },
    2 * PATIENCE.journey,
  );

  test(
    'Data, Queues: an item is found by an index, changed, and its dead letter sent again',
    async () => {
      const page = await studio.open('/data/Books?index=byAuthor');
      await page.getByLabel('author (S)').fill('Ende');
      await page.getByLabel('title is').selectOption('begins_with');
      await page.getByLabel('title (S)').fill('Mo');
      await page.getByRole('button', { name: 'Read' }).click();
      await page.getByText('1 item by Query').waitFor();
      await page.getByRole('link', { name: '1', exact: true }).click();
      const item = page.getByLabel('Item in typed DynamoDB JSON');
      await item.fill((await item.inputValue()).replace('Momo', 'Unlabelled'));
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('0 items by Query').waitFor();
      await page.getByRole('link', { name: 'Stream' }).click();
      await page.getByText('MODIFY').first().waitFor();

      await page.getByRole('link', { name: 'Queues' }).click();
      const letter = page.getByRole('list', { name: 'Messages, oldest first' });
      await letter.getByText('dead letter', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Send all again' }).click();
      await page.getByText('0 messages done with, 1 stay.').waitFor();
      await page.getByText('Unlabelled fits on no label').first().waitFor();
    },
    PATIENCE.journey,
  );

  test(
    'People, Mail, Functions, Resources, Snapshots, Clock and faults: what is known, and what can be done',
    async () => {
      const page = await studio.open('/people');
      await page.getByRole('link', { name: /ann@example\.com/u }).click();
      await page.getByLabel('Librarians').click();
      await page.getByRole('checkbox', { name: 'Librarians', checked: false }).waitFor();
      await page.getByLabel('New password').fill('short');
      await page.getByRole('button', { name: 'Set it' }).click();
      await page.getByRole('alert').filter({ hasText: 'Password' }).waitFor();
      await page.getByRole('button', { name: 'Disable' }).click();
      await page.getByText('disabled', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Enable' }).click();
      await page.getByText('disabled', { exact: true }).waitFor({ state: 'detached' });

      await page.getByRole('link', { name: 'Mail', exact: true }).click();
      await page.getByRole('link', { name: /ann@example\.com/u }).waitFor();

      await page.getByRole('link', { name: 'Functions', exact: true }).click();
      await page.getByRole('link', { name: /^lend/u }).click();
      await page.getByLabel('Event').fill('{"arguments":{"id":"3","to":"ann"}}');
      await page.getByRole('button', { name: 'Invoke' }).click();
      await page.getByRole('region', { name: 'answer' }).getByText('Persuasion').waitFor();
      await page.getByText('Lending 3').waitFor();

      await page.getByRole('link', { name: 'Resources', exact: true }).click();
      await page.getByText('publish: API key · subscribe: API key').waitFor();
      const machines = page.getByRole('region', { name: 'State machines' });
      await machines.getByText('reminders').waitFor();
      await page.getByRole('region', { name: 'Topics' }).getByText('overdue').waitFor();
      await machines.getByRole('link', { name: 'What they have run' }).click();
      await page
        .getByLabel('Kind')
        .locator('option:checked', { hasText: 'State machine' })
        .waitFor({ state: 'attached' });
      await page.getByRole('link', { name: 'Resources', exact: true }).click();
      await page.getByRole('link', { name: 'What does not' }).click();
      await page.getByText('AWS::Kinesis::Stream').first().waitFor();

      const keep = 'mutation { addBook(id: "kept", title: "Kept", author: "Snap") { id } }';
      const read = () => studio.library.run('{ book(id: "kept") { title } }');
      await page.getByRole('link', { name: 'Snapshots', exact: true }).click();
      await page.getByLabel('Name').fill('not a name');
      await page.getByRole('button', { name: 'Take it' }).click();
      await page.getByRole('alert').filter({ hasText: 'is no name of a snapshot' }).waitFor();
      await page.getByLabel('Name').fill('before');
      await page.getByRole('button', { name: 'Take it' }).click();
      await page.getByText('before is kept.').waitFor();
      await studio.library.run(keep);
      expect(await read()).toEqual({ data: { book: { title: 'Kept' } } });
      await page.getByRole('button', { name: 'Restore before' }).click();
      await page.getByRole('button', { name: 'Restore', exact: true }).click();
      await page.getByText('All is as in before.').waitFor();
      expect(JSON.stringify(await read())).toContain('No book has the id kept');
      await page.getByRole('button', { name: 'Delete before' }).click();
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByText('None is kept').waitFor();

      await page.getByRole('link', { name: 'Clock and faults', exact: true }).click();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByText('ahead by 1 hour').waitFor();
      await page.getByRole('button', { name: 'Back to now' }).click();
      await page.getByText('as on this machine').waitFor();
      await page.getByLabel('Will').selectOption('throttle');
      await page.getByRole('button', { name: 'Add the rule' }).click();
      await page.getByRole('list', { name: 'Rules' }).getByText('are throttled').waitFor();
      const book = 'query Throttled { book(id: "1") { title } }';
      expect(JSON.stringify(await studio.library.run(book))).toContain(
        'ProvisionedThroughputExceeded',
      );
      await page.getByRole('button', { name: 'Take away rule 1' }).click();
      await page.getByText('Every service works.').waitFor();
    },
    PATIENCE.journey,
  );

  test('a save that does not work: told on each view, with its line', async () => {
    const reason = 'Expected ";" but found "}"';
    const errors = [{ file: 'resolvers/Query.book.js', line: 5, column: 3, reason }];
    const event: WatchEvent = { state: 'broken', what: [], ms: 9, errors, note: null };
    // An assembly is not watched: what the page hears of a project it hears here.
    const hears = async (page: Page) => {
      await page.addInitScript((data) => {
        const Real = EventSource;
        globalThis.EventSource = class extends Real {
          constructor(url: string | URL) {
            super(url);
            if (!String(url).endsWith('/watch/events')) return;
            setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
          }
        };
      }, JSON.stringify(event));
    };
    const page = await studio.open('/data', hears);
    await page.getByText('What was saved last does not work').waitFor();
    await page.getByRole('link', { name: 'Mail', exact: true }).click();
    await page.getByText('resolvers/Query.book.js:5:3').waitFor();
    await page.getByText(reason).waitFor();
  });

  test(
    'the keyboard alone: to the content, through the records, to a record and back',
    async () => {
      const page = await studio.open('/requests');
      await isThere(page, 'Requests');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe('#content');
      const rows = page.getByRole('list', { name: 'Records, newest first' }).getByRole('link');
      await rows.first().focus();
      await page.keyboard.press('Enter');
      const first = await page.getByRole('region', { name: 'The record' }).innerText();
      await rows.first().focus();
      await page.keyboard.press('ArrowDown');
      await eventually(async () => {
        const record = page.getByRole('region', { name: 'The record' });
        expect(await record.innerText()).not.toBe(first);
      });
      await page.getByRole('link', { name: 'Close' }).press('Enter');
      await page.getByRole('region', { name: 'The record' }).waitFor({ state: 'detached' });
    },
    PATIENCE.journey,
  );
});
