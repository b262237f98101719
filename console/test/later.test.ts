import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { describe, test } from 'vitest';
import { createUserIn } from '../../test/support/running-system.ts';
import { consolePages, type PageOptions } from './support/console-pages.ts';

describe.skipIf(isChromiumMissing())('parts whose code is loaded later, in Chromium', () => {
  const { open, system } = consolePages();

  async function openPerson(options: PageOptions = {}) {
    const { id } = await createUserIn(system);
    const page = await open(`/people/${id}`, options);
    await page.getByRole('button', { name: 'More' }).waitFor();
    return page;
  }

  test('a menu and its dialog: are there as soon as their code is, no timer holds them back', async () => {
    const page = await openPerson({
      // React notes the page's timers when it is loaded.
      before: (page) => page.clock.install(),
      isChanged: true,
    });
    // From here on none of them runs out.
    await page.clock.pauseAt(Date.now() + 1_000);
    await page.getByRole('button', { name: 'More' }).dispatchEvent('click');
    await page.getByRole('menuitem', { name: 'Delete' }).dispatchEvent('click');
    await page.getByRole('alertdialog').waitFor();
  });

  test('code that cannot be loaded: is said, and the page goes on once it is there', async () => {
    const page = await openPerson({ lets: /ERR_|dynamically imported module/u });
    await page.route('**/assets/menu-popover-*', (route) => route.abort());
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('alert').getByText('This part of the page could not be loaded').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
  });

  test('code that throws: is said to be our mistake', async () => {
    const page = await openPerson({ lets: /broken on purpose/u });
    await page.route('**/assets/menu-popover-*', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: "throw new Error('broken on purpose');",
      }),
    );
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('alert').getByText('The mistake is ours').waitFor();
  });
});
