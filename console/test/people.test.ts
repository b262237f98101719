import { readFile } from 'node:fs/promises';
import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  CreateUserDocument,
  GetUserDocument,
  RevokeInvitationDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { createUserIn, freshEmail } from '../../test/support/running-system.ts';
import { consolePages } from './support/console-pages.ts';

describe.skipIf(isChromiumMissing())('people', () => {
  const { open, system } = consolePages();

  /** A family name that nobody else of this run has, and people who have it. */
  async function family(size: number) {
    const lastName = `Fam${crypto.randomUUID().slice(0, 8)}`;
    const people = [];
    for (let index = 0; index < size; index += 1) {
      people.push(await createUserIn(system, { firstName: `Kin${index}`, lastName }));
    }
    return { lastName, people };
  }
  const person = (page: Page, name: string) => page.getByRole('link', { name });
  const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') });

  test('People: finds as one types, by name and by address, and keeps it in the address', async () => {
    const { lastName, people } = await family(2);
    const page = await open('/people');
    await page.getByRole('row').nth(3).waitFor();
    await page.getByLabel('Search people').fill(`kin1 ${lastName.toUpperCase()}`);
    await expect.poll(() => rows(page).count()).toBe(1);
    expect(await rows(page).textContent()).toContain(`Kin1 ${lastName}`);
    expect(new URL(page.url()).searchParams.get('q')).toBe(`kin1 ${lastName.toUpperCase()}`);
    await page.getByLabel('Search people').fill(people[0]!.email.toUpperCase());
    await person(page, `Kin0 ${lastName}`).waitFor();
    await page.reload();
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect.poll(() => rows(page).count()).toBeGreaterThan(5);
    await page.getByLabel('Search people').fill('nobody is called so');
    await page.getByRole('heading', { name: 'Nobody fits' }).waitFor();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await page.getByRole('row').nth(3).waitFor();
  });

  test('People: filters by status and role with counts, and sorts', async () => {
    const page = await open('/people');
    const suspended = page.getByRole('button', { name: /^Suspended \d/u });
    await suspended.click();
    await expect.poll(() => page.url()).toContain('status=SUSPENDED');
    const count = Number((await suspended.textContent())?.replaceAll(/\D/gu, ''));
    await expect.poll(() => rows(page).count()).toBe(count);
    expect(await page.getByRole('cell').getByText('Active', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: /^All \d/u }).click();
    const admins = page
      .getByLabel('Role')
      .getByRole('option', { name: /^Administrator \(\d+\)$/u });
    await admins.waitFor({ state: 'attached' });
    await page.getByLabel('Role').selectOption('ADMIN');
    await expect
      .poll(() => page.getByRole('cell').getByText('Member', { exact: true }).count())
      .toBe(0);
    await page.getByLabel('Role').selectOption('');
    await page.getByLabel('Order').selectOption('EMAIL_ASC');
    await expect.poll(() => page.url()).toContain('order=EMAIL_ASC');
    await expect
      .poll(() => page.locator('.person-email').first().textContent())
      .toBe('admin@example.com');
  });

  test('People: finds who waits with a good password and who with none, and revokes invitations', async () => {
    const { lastName, people } = await family(3);
    const admin = await system.admin();
    await admin.data(RevokeInvitationDocument, { id: people[0]!.id });
    const page = await open(`/people?q=${lastName}`);
    await expect.poll(() => rows(page).count()).toBe(3);
    expect(await page.getByLabel('Invitation').count()).toBe(0);
    await page.getByRole('button', { name: /^Invited \d/u }).click();
    const phase = page.getByLabel('Invitation');
    await phase.selectOption('EXPIRED');
    await expect.poll(() => rows(page).count()).toBe(1);
    await person(page, `Kin0 ${lastName}`).waitFor();
    await page.reload();
    await expect.poll(() => rows(page).count()).toBe(1);
    expect(await phase.inputValue()).toBe('EXPIRED');
    await phase.selectOption('PENDING');
    await expect.poll(() => rows(page).count()).toBe(2);
    await page.getByText('Changes of others appear by themselves.').waitFor();

    await page.getByLabel('Select all that are shown').check();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Revoke invitation' }).click();
    await page.getByText('It cannot be undone.').waitFor();
    await page.getByRole('button', { name: 'Start' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Finished. 2 done.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    // Live: nobody of them waits with a good password any more.
    await page.getByRole('heading', { name: 'Nobody fits' }).waitFor();
    // Other people than invited ones have no invitation to filter by.
    await page.getByRole('button', { name: /^All \d/u }).click();
    await expect.poll(() => rows(page).count()).toBe(3);
    expect(new URL(page.url()).searchParams.has('invitation')).toBe(false);
  });

  test('People: changes of others appear, new people are announced and do not jump in', async () => {
    const { lastName, people } = await family(1);
    const page = await open(`/people?q=kin`);
    await person(page, `Kin0 ${lastName}`).waitFor();
    await page.getByText('Changes of others appear by themselves.').waitFor();
    const admin = await system.admin();
    const id = people[0]!.id;
    await admin.data(UpdateUserDocument, { input: { id, firstName: 'Kindred' } });
    await person(page, `Kindred ${lastName}`).waitFor();
    const before = await rows(page).count();
    const input = { email: freshEmail('new'), firstName: 'Kinnew', lastName };
    await admin.data(CreateUserDocument, { input });
    const announced = page.getByRole('button', { name: 'Show 1 new person' });
    await announced.waitFor();
    expect(await rows(page).count()).toBe(before);
    await announced.click();
    await person(page, `Kinnew ${lastName}`).waitFor();
  });

  test('People: does something with many, tells what failed and why, and undoes it', async () => {
    const { lastName, people } = await family(3);
    const page = await open(`/people?q=kin`);
    await person(page, `Kin0 ${lastName}`).waitFor();
    for (const { firstName } of people) {
      await page.getByLabel(`Select ${firstName} ${lastName}`).check();
    }
    // One of them is gone by the time it is their turn, and the page has not heard of it.
    await page.route('**/graphql', async (route) => {
      const body = route.request().postData() ?? '';
      const isGone = body.includes('SuspendUser') && body.includes(people[1]!.id);
      const errors = [{ message: 'There is no such user.', errorType: 'NotFound' }];
      await (isGone ? route.fulfill({ json: { data: null, errors } }) : route.continue());
    });
    await page.getByRole('button', { name: 'Suspend', exact: true }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Finished. 2 done, 1 failed.').waitFor();
    const failures = dialog.getByRole('region', { name: 'What failed, and why' });
    expect(await failures.textContent()).toContain('Kin1');
    expect(await failures.textContent()).toContain('This person is not there any more.');
    const statusOf = async (index: number) => {
      const admin = await system.admin();
      return (await admin.data(GetUserDocument, { id: people[index]!.id })).getUser?.status;
    };
    expect([await statusOf(0), await statusOf(1)]).toEqual(['SUSPENDED', 'INVITED']);
    await dialog.getByRole('button', { name: 'Undo for all' }).click();
    await dialog.getByText('Finished. 2 done.').waitFor();
    expect(await statusOf(0)).toBe('INVITED');
  });

  test('People: stops when told to, and wants a deletion typed', async () => {
    const { lastName, people } = await family(6);
    const page = await open(`/people?q=kin`);
    await person(page, `Kin0 ${lastName}`).waitFor();
    for (const { firstName } of people) {
      await page.getByLabel(`Select ${firstName} ${lastName}`).check();
    }
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('DeleteUser')) await gate;
      await route.continue();
    });
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const question = page.getByRole('alertdialog');
    expect(await question.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await question.getByLabel('Type 6 to confirm').press('6');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).click();
    letGo();
    // Four had begun.
    await page.getByText('Stopped. What was done before stays done. 4 done.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.unroute('**/graphql');
  });

  /** The list shows two people and gets no more; everybody is read two by two, as long as it is let. */
  async function shortPages(page: Page) {
    let letGo = () => {};
    let held: Promise<void> | null = null;
    await page.route('**/graphql', async (route) => {
      const { query, variables } = route.request().postDataJSON() as {
        query: string;
        variables: { limit?: number; nextToken?: string | null };
      };
      if (!query.includes('query ListUsers')) return route.continue();
      const isMore = Boolean(variables.nextToken);
      const isOfList = variables.limit !== 100;
      if (isOfList && isMore) return undefined;
      if (isMore) await held;
      const postData = { query, variables: { ...variables, limit: 2 } };
      return route.continue({ postData: JSON.stringify(postData) });
    });
    return {
      hold: () => (held = new Promise<void>((resolve) => (letGo = resolve))),
      letGo: () => letGo(),
    };
  }

  test('People: selects everybody that matches, also who is not shown, and stops when told to', async () => {
    const { lastName, people } = await family(5);
    const page = await open('/account');
    const pages = await shortPages(page);
    await page.goto(new URL(`/people?q=${lastName}&order=NAME_DESC`, page.url()).href);
    await person(page, `Kin4 ${lastName}`).waitFor();
    await page.getByLabel('Select all that are shown').check();
    await page.getByText('2 selected').waitFor();
    const everybody = page.getByRole('button', { name: 'Select everybody that matches' });
    void pages.hold();
    await everybody.click();
    await page.getByText('2 read…').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    pages.letGo();
    await everybody.waitFor();
    expect(await page.getByText('2 selected').count()).toBe(1);

    await everybody.click();
    await page.getByText('5 selected').waitFor();
    await page.getByRole('button', { name: 'Suspend', exact: true }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Finished. 5 done.').waitFor();
    const admin = await system.admin();
    const { getUser } = await admin.data(GetUserDocument, { id: people[0]!.id });
    expect(getUser).toMatchObject({ status: 'SUSPENDED' });
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  test('People: exports whom search and filters let through as CSV', async () => {
    const { lastName, people } = await family(2);
    const page = await open(`/people?q=kin`);
    await person(page, `Kin0 ${lastName}`).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const csv = await readFile(await (await saved).path(), 'utf8');
    expect(csv.split('\n')[0]).toBe(
      '\uFEFFid,email,firstName,lastName,phone,role,status,attributes,version,createdAt,updatedAt,createdBy,updatedBy,lastSignInAt',
    );
    for (const { id, email } of people) expect(csv).toContain(`${id},${email},Kin`);
    expect(csv).not.toContain('admin@example.com');
  });
});
