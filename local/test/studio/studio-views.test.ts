import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isChromiumMissing } from '../../testing/chromium.ts';
import { goWithin } from '../../testing/pages.ts';
import { PATIENCE } from '../../testing/patience.ts';
import { ADD_BOOK } from './library/start-library.ts';
import { isThere, studioPages, violationsOf } from './studio-pages.ts';

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

const VIEWS = {
  requests: 'Requests',
  query: 'Query',
  events: 'Events',
  data: 'Data',
  people: 'People',
  mail: 'Mail',
  queues: 'Queues and dead letters',
  functions: 'Functions',
  snapshots: 'Snapshots',
  clock: 'Clock and faults',
  resources: 'Resources',
  'resources?tab=gaps': 'Resources',
  'resources?tab=iam': 'Resources',
};

describe.skipIf(isChromiumMissing())('the studio of another app', () => {
  const studio = studioPages();

  test(
    'Events: a channel is heard and published on, a refusal told, and each publish is a record',
    async () => {
      const page = await studio.open('/events');
      await page.getByRole('link', { name: '/arrivals' }).click();
      await page.getByLabel('Channel').fill('/arrivals/*');
      await page.getByRole('button', { name: 'Subscribe' }).click();
      await page.getByText('live', { exact: true }).waitFor();
      await page.getByLabel('Event', { exact: true }).fill('{"title": "Momo"}');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByRole('status').getByText('HTTP 400').waitFor();
      await page.getByRole('region', { name: 'answer' }).getByText('stands for several').waitFor();
      await page.getByLabel('Channel').fill('/arrivals/today');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByRole('status').getByText('HTTP 200').waitFor();
      const heard = page.getByRole('list', { name: 'Events of /arrivals/* 1, newest first' });
      await heard.getByText('Momo').waitFor();
      await page.getByRole('link', { name: 'What was published' }).click();
      await page.getByRole('link', { name: /\/arrivals\/today/u }).click();
      const record = page.getByRole('region', { name: 'The record' });
      await record.getByRole('link', { name: 'subscriptions' }).click();
      await record.getByText('"/arrivals/*"').waitFor();
    },
    PATIENCE.journey,
  );

  test(
    'every view: nothing for axe to find, wide in light, on a phone in dark, without a word outside',
    async () => {
      await studio.library.run(ADD_BOOK, { id: '9', title: 'Erewhon', author: 'Butler' });
      const page = await studio.open('/requests');
      // Axe takes seconds: each view has one look, and those of most use have both.
      for (const [index, [path, name]] of Object.entries(VIEWS).entries()) {
        const both = index < 2;
        await page.setViewportSize(WIDE);
        await page.emulateMedia({ colorScheme: 'light' });
        // A tab has the heading of its view: what is there may be the tab before.
        if (path.includes('?')) await page.goto(`${studio.library.local.url}/studio/${path}`);
        else await goWithin(page, `/studio/${path}`);
        await isThere(page, name);
        if (path === 'query') await page.locator('.graphiql-query-editor .view-lines').waitFor();
        if (both || index % 2 === 0) expect([path, await violationsOf(page)]).toEqual([path, []]);
        await page.setViewportSize(PHONE);
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.locator('html[data-theme="dark"]').waitFor();
        if (path === 'requests')
          await page
            .getByRole('link', { name: /addBook/u })
            .first()
            .waitFor();
        if (both || index % 2 === 1) expect([path, await violationsOf(page)]).toEqual([path, []]);
        expect([path, await widthOf(page)]).toEqual([path, PHONE.width]);
      }
      // A record, of which names may be long.
      await goWithin(page, '/studio/requests');
      const added = page.getByRole('link', { name: /addBook/u });
      await added.first().click();
      await page.getByRole('heading', { name: 'It caused' }).waitFor();
      expect(await widthOf(page)).toBe(PHONE.width);
    },
    3 * PATIENCE.journey,
  );
});
