/*
 * Makes the pictures of docs/console from a running system: `npm start`, then
 * `npx node console/screenshots.ts http://localhost:4000`.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { SIGN_INS } from '../playground/sign-ins.ts';

const FOLDER = resolve(import.meta.dirname, '../docs/console');
const WIDE = { width: 1024, height: 640 };
const PHONE = { width: 360, height: 740 };

/** One picture: what it shows, how, and when it is all there. */
interface Picture {
  readonly name: string;
  readonly path: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  /** What is done before; it ends when all is there. */
  readonly prepare: (page: Page) => Promise<void>;
}

const rows = async (page: Page) => {
  await page.getByRole('row').nth(4).waitFor();
  await page.getByRole('button', { name: /^All \d/u }).waitFor();
};
const openFirst = async (page: Page) => {
  await page.getByRole('link', { name: 'Sofía' }).first().click();
  await page.getByText('Finance').waitFor();
};

const PICTURES: readonly Picture[] = [
  { name: 'people', path: '/people', viewport: WIDE, colorScheme: 'light', prepare: rows },
  {
    name: 'people-phone-dark',
    path: '/people',
    viewport: PHONE,
    colorScheme: 'dark',
    prepare: rows,
  },
  {
    name: 'person',
    path: '/people?q=sof',
    viewport: WIDE,
    colorScheme: 'light',
    prepare: openFirst,
  },
  {
    name: 'history-dark',
    path: '/people?q=sof',
    viewport: WIDE,
    colorScheme: 'dark',
    prepare: async (page) => {
      await openFirst(page);
      await page.getByRole('link', { name: 'History' }).click();
      await page.getByText('Version 1').waitFor();
    },
  },
  {
    name: 'edit-phone',
    path: '/people?q=sof',
    viewport: PHONE,
    colorScheme: 'light',
    prepare: async (page) => {
      await openFirst(page);
      await page.getByRole('button', { name: 'Edit' }).click();
      await page.getByLabel('First name').waitFor();
    },
  },
  {
    name: 'invite',
    path: '/people?invite=many',
    viewport: { ...WIDE, height: 860 },
    colorScheme: 'light',
    prepare: async (page) => {
      const people = ['Anna Berg <anna.berg@example.com>', 'Boris Caro <boris.caro>'];
      await page.getByLabel('Paste people').fill(people.join('\n'));
      await page.getByText('1 can be invited').waitFor();
    },
  },
];

async function take(browser: Browser, origin: string, picture: Picture): Promise<void> {
  const { viewport, colorScheme } = picture;
  const context = await browser.newContext({ viewport, colorScheme, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${origin}${picture.path}`);
  await page.getByLabel('E-mail address').fill(SIGN_INS[0].email);
  await page.getByLabel('Password').fill(SIGN_INS[0].password);
  await page.getByLabel('Password').press('Enter');
  await picture.prepare(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${picture.name}.png`), animations: 'disabled' });
  await context.close();
}

const [origin = 'http://localhost:4000'] = process.argv.slice(2);
await mkdir(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const picture of PICTURES) await take(browser, origin, picture);
await browser.close();
