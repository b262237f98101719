import type { Page } from 'playwright-core';

/** What somebody does in the list of people. */
interface ListUse {
  readonly title: string;
  run(page: Page): Promise<void>;
}

const KEY_DELAY = { delay: 80 }; // milliseconds between letters: a fast typist
const PRESSES = 20;

const rows = (page: Page) => page.getByRole('row');
const isSettled = (page: Page) => page.locator('[aria-busy=true]').waitFor({ state: 'detached' });

/** In the order in which they are done; each leaves the list as the next finds it. */
export const USES: readonly ListUse[] = [
  {
    title: 'type a search',
    async run(page) {
      const field = page.getByLabel('Search people');
      await field.click();
      await page.keyboard.type('grace hopper', KEY_DELAY);
      await page.waitForURL(/q=grace\+hopper/u);
      await isSettled(page);
      for (let key = 0; key < 'grace hopper'.length; key += 1) {
        await page.keyboard.press('Backspace', KEY_DELAY);
      }
      await page.waitForURL((url) => !url.searchParams.has('q'));
      await isSettled(page);
    },
  },
  {
    title: 'sort',
    async run(page) {
      await page.getByLabel('Order').focus();
      for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown']) {
        await page.keyboard.press(key);
        await isSettled(page);
      }
    },
  },
  {
    title: 'filter by status',
    async run(page) {
      for (const name of [/^Suspended/u, /^Invited/u, /^All/u]) {
        await page.getByRole('button', { name }).click();
        await isSettled(page);
      }
    },
  },
  {
    title: 'scroll by keys, page after page',
    async run(page) {
      await page.getByRole('heading', { level: 1 }).click();
      for (let press = 0; press < PRESSES; press += 1)
        await page.keyboard.press('PageDown', KEY_DELAY);
      await page.keyboard.press('Home');
    },
  },
  {
    title: 'select people, and all that are shown',
    async run(page) {
      for (const index of [1, 2, 3]) await rows(page).nth(index).getByRole('checkbox').click();
      const all = page.getByLabel('Select all that are shown');
      await all.click();
      await all.click();
    },
  },
  {
    title: 'select one, with everybody selected',
    async run(page) {
      await page.getByLabel('Select all that are shown').click();
      await page.getByRole('button', { name: /^Select everybody that matches/u }).click();
      await page.getByRole('button', { name: /^Select everybody/u }).waitFor({ state: 'detached' });
      const one = rows(page).nth(2).getByRole('checkbox');
      await one.click();
      await one.click();
      await page.getByRole('button', { name: 'Clear selection' }).click();
    },
  },
  {
    title: 'open a person, and go back',
    async run(page) {
      for (const index of [1, 2, 3]) {
        await rows(page).nth(index).getByRole('link').click();
        await page.getByRole('link', { name: 'History' }).waitFor();
        await page.goBack();
        await rows(page).nth(3).waitFor();
      }
    },
  },
];
