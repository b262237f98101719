/*
 * Makes the pictures of docs/studio from the library: `npx node local/test/studio/screenshots.ts`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../testing/chromium.ts';
import { startLibrary } from './library/start-library.ts';

const FOLDER = join(import.meta.dirname, '../../docs/studio');
const WIDE = { width: 1060, height: 600 };
const PHONE = { width: 360, height: 740 };

/** One picture: what it shows, how, and when it is all there. */
interface Picture {
  readonly name: string;
  readonly path: string;
  readonly isPhone?: boolean;
  readonly isDark?: boolean;
  /** What is done before; it ends when all is there. */
  readonly prepare: (page: Page) => Promise<void>;
}

const openFailure = async (page: Page) => {
  await page.getByRole('link', { name: /query book.*No book has the id 7/u }).click();
  await page.getByRole('link', { name: /^response of/u }).click();
  await page.getByRole('button', { name: 'Copy as test' }).waitFor();
};

const QUERY = 'query Shelf { books(author: "Ende") { items { id title } } }';

const PICTURES: readonly Picture[] = [
  { name: 'requests', path: '/requests', prepare: openFailure },
  {
    name: 'requests-phone-dark',
    path: '/requests',
    isPhone: true,
    isDark: true,
    prepare: (page) =>
      page
        .getByRole('link', { name: /query book/u })
        .first()
        .waitFor(),
  },
  {
    name: 'query',
    path: `/query?${new URLSearchParams({ query: QUERY, mode: 'API_KEY' }).toString()}`,
    prepare: async (page) => {
      await page.locator('.graphiql-query-editor .view-lines').waitFor();
      await page.getByRole('button', { name: /^Execute query/u }).click();
      await page.locator('.result-window').getByText('Momo').waitFor();
    },
  },
  {
    name: 'events',
    path: '/events?channel=/arrivals/today',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Subscribe' }).click();
      await page.getByText('live', { exact: true }).waitFor();
      await page.getByLabel('Event', { exact: true }).fill('{ "title": "Momo" }');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByText('1 event', { exact: true }).waitFor();
    },
  },
  {
    name: 'data',
    path: '/data/Books?index=byAuthor&key.author=Ende',
    prepare: (page) => page.getByText('2 items by Query').waitFor(),
  },
  {
    name: 'queues-dark',
    path: '/queues',
    isDark: true,
    prepare: (page) => page.getByText('dead letter', { exact: true }).waitFor(),
  },
  {
    name: 'resources',
    path: '/resources?tab=gaps',
    prepare: (page) => page.getByText('AWS::Kinesis::Stream').first().waitFor(),
  },
  {
    name: 'people',
    path: '/people',
    prepare: async (page) => {
      await page.getByRole('link', { name: /ann/u }).first().click();
      await page.getByRole('button', { name: 'Disable' }).waitFor();
    },
  },
  {
    name: 'mail-phone',
    path: '/mail',
    isPhone: true,
    prepare: async (page) => {
      await page.getByRole('link', { name: /ann@example.com/u }).click();
      await page.getByRole('button', { name: 'Copy the code' }).waitFor();
    },
  },
  {
    name: 'functions',
    path: '/functions',
    prepare: async (page) => {
      await page.getByRole('link', { name: /^label/u }).click();
      await page.getByText('Unlabelled fits on no label').first().waitFor();
    },
  },
  {
    name: 'clock-dark',
    path: '/clock',
    isDark: true,
    prepare: (page) => page.getByRole('button', { name: 'Go on' }).waitFor(),
  },
  {
    name: 'snapshots',
    path: '/snapshots',
    prepare: async (page) => {
      await page.getByLabel('Name').fill('before-import');
      await page.getByRole('button', { name: 'Take it' }).click();
      await page.getByRole('button', { name: 'Restore before-import' }).waitFor();
    },
  },
];

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { name, path, isPhone = false, isDark = false, prepare } = picture;
  const context = await browser.newContext({
    viewport: isPhone ? PHONE : WIDE,
    colorScheme: isDark ? 'dark' : 'light',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/studio${path}`);
  await prepare(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  await context.close();
}

await using library = await startLibrary();
await library.run('query Book { book(id: "7") { title } }');
await library.run(
  'mutation Add { addBook(id: "9", title: "Unlabelled", author: "Nobody") { id } }',
);
await mkdir(FOLDER, { recursive: true });
const browser = await launchChromium();
// The page that says that the studio is being built goes on by itself.
for (const picture of PICTURES) await take(browser, library.local.url, picture);
await browser.close();
