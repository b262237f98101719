import { readFile } from 'node:fs/promises';
import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { describe, expect, test } from 'vitest';
import { GetUserDocument, UpdateUserDocument } from '../../generated/client-operations.ts';
import { createUserIn } from '../../test/support/running-system.ts';
import { consolePages } from './support/console-pages.ts';

describe.skipIf(isChromiumMissing())('person', () => {
  const { open, system } = consolePages();

  const recordOf = async (id: string) => {
    const admin = await system.admin();
    return (await admin.data(GetUserDocument, { id })).getUser;
  };

  test('Person: is edited, the history tells by name what was and is, and the edit is taken back', async () => {
    const user = await createUserIn(system, { attributes: '{"team":"Navy"}' });
    const page = await open(`/people/${user.id}`);
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    await page.getByText('Has been invited by mail and has not signed in yet.').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Phone').fill('12');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.getByText('This is not a phone number with its country').waitFor();
    await dialog.getByLabel('Phone').fill('+49 30 123456');
    await dialog.getByLabel('Value').fill('Air Force');
    await dialog.getByRole('button', { name: 'Add an attribute' }).click();
    await dialog.getByLabel('Name', { exact: true }).last().fill('floor');
    await dialog.getByLabel('Value').last().fill('3');
    await dialog.getByRole('button', { name: 'JSON' }).click();
    expect(JSON.parse(await dialog.getByLabel('JSON').inputValue())).toEqual({
      team: 'Air Force',
      floor: 3,
    });
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('The changes are saved.').waitFor();
    expect(await recordOf(user.id)).toMatchObject({ phone: '+4930123456', version: 2 });

    await page.getByRole('link', { name: 'History' }).click();
    const newest = page.getByRole('listitem').filter({ hasText: 'Version 2' });
    await newest.getByText('You made changes').waitFor();
    expect(await newest.locator('.diff-line').allTextContents()).toEqual([
      'PhoneAfter: +4930123456',
      'Attributes · teamBefore: NavyAfter: Air Force',
      'Attributes · floorAfter: 3',
    ]);
    await newest.getByRole('button', { name: 'Take back…' }).click();
    expect(await dialog.getByLabel('Phone').inputValue()).toBe('');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await expect.poll(() => recordOf(user.id)).toMatchObject({ phone: null, version: 3 });
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(() => recordOf(user.id)).toMatchObject({ phone: '+4930123456', version: 4 });
  });

  test('Person: a change that is told while the history is first read is in it', async () => {
    const user = await createUserIn(system);
    const page = await open(`/people/${user.id}`);
    const old = Promise.withResolvers<undefined>();
    const heard = Promise.withResolvers<undefined>();
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('UserHistory')) return route.continue();
      const response = await route.fetch();
      old.resolve(undefined);
      await heard.promise;
      return route.fulfill({ response });
    });
    await page.getByRole('link', { name: 'History' }).click();
    await old.promise;
    const admin = await system.admin();
    await admin.data(UpdateUserDocument, { input: { id: user.id, firstName: 'Heard' } });
    await page.getByRole('heading', { name: /^Heard/u }).waitFor();
    heard.resolve(undefined);
    await page.getByRole('listitem').filter({ hasText: 'Version 2' }).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
  });

  test('Person: two who edit at once see both sides field by field, and nothing is lost', async () => {
    const user = await createUserIn(system);
    const context = { viewport: { width: 360, height: 740 } };
    const [one, other] = await Promise.all([
      open(`/people/${user.id}?edit`, { context }),
      open(`/people/${user.id}?edit`),
    ]);
    for (const page of [one, other]) await page.getByRole('dialog').waitFor();
    await one.getByLabel('First name').fill('Mine');
    await one.getByLabel('Last name').fill('Kept');
    await one.getByRole('button', { name: 'Add an attribute' }).scrollIntoViewIfNeeded();
    await other.getByLabel('First name').fill('Theirs');
    await other.getByLabel('Phone').fill('+4930123456');
    await other.getByRole('button', { name: 'Save changes' }).click();
    await other.getByText('The changes are saved.').waitFor();

    const conflict = one.getByRole('alert', { name: /changed this person meanwhile/u });
    await conflict.waitFor();
    // It is seen, however far down the reader is.
    await expect.poll(async () => (await conflict.boundingBox())?.y).toBeGreaterThan(0);
    expect(await conflict.textContent()).toContain('as you have not changed it: Phone.');
    expect(await one.getByRole('button', { name: 'Save changes' }).isDisabled()).toBe(true);
    await conflict.getByRole('radio', { name: 'Theirs Theirs' }).check();
    await conflict.getByRole('button', { name: 'Go on with these' }).click();
    expect(await one.getByLabel('First name').inputValue()).toBe('Theirs');
    await one.getByRole('button', { name: 'Save changes' }).click();
    await expect
      .poll(() => recordOf(user.id))
      .toMatchObject({ firstName: 'Theirs', lastName: 'Kept', phone: '+4930123456', version: 3 });

    // A phone that was taken away is none for both.
    const admin = await system.admin();
    await admin.data(UpdateUserDocument, { input: { id: user.id, phone: null } });
    await other.goto(new URL(`/people/${user.id}?tab=signIn`, other.url()).href);
    await other.getByText('They agree.').waitFor();
    expect(await other.getByRole('row', { name: /^Phone/u }).textContent()).toContain('None');
  });

  test('Person: a VersionConflict of a page that has heard nothing shows both sides, too', async () => {
    const user = await createUserIn(system);
    const lets = /WebSocket/u;
    const page = await open(`/people/${user.id}?edit`, { lets, isChanged: true });
    await page.getByLabel('First name').fill('Mine');
    // Nobody is told: the change is made while the page is deaf.
    await page.routeWebSocket('**/realtime', () => {});
    await page.reload();
    await page.getByText('You had begun to edit').waitFor();
    const admin = await system.admin();
    await admin.data(UpdateUserDocument, { input: { id: user.id, firstName: 'Theirs' } });
    await page.getByRole('button', { name: 'Save changes' }).click();
    const conflict = page.getByRole('alert', { name: /changed this person meanwhile/u });
    await conflict.getByRole('radio', { name: 'Yours Mine' }).waitFor();
    await conflict.getByRole('button', { name: 'Go on with these' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect.poll(() => recordOf(user.id)).toMatchObject({ firstName: 'Mine', version: 3 });
  });

  test('Person: is suspended, reactivated, invited again, exported, deleted and erased', async () => {
    const user = await createUserIn(system);
    const page = await open(`/people/${user.id}`);
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click();
    await page.getByText('Grace Hopper is suspended.').waitFor();
    await page.getByText('May not sign in; open sessions have ended.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => recordOf(user.id)).toMatchObject({ status: 'INVITED' });

    const act = async (name: string) => {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await act('Resend invitation');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Resend invitation' }).click();
    await page.getByText(`A new invitation is on its way to ${user.email}.`).waitFor();
    // When the password of the second mail ends.
    const { invitation } = (await recordOf(user.id)) ?? {};
    expect(invitation?.times).toBe(2);
    await page.locator(`time[datetime="${invitation?.expiresAt ?? ''}"]`).waitFor();
    await page.getByRole('link', { name: 'Mails' }).click();
    await expect.poll(() => page.getByRole('article').count()).toBe(2);

    await act('Revoke invitation');
    const warning = page.getByRole('alertdialog');
    await warning.getByText('This cannot be undone.').waitFor();
    await warning.getByRole('button', { name: 'Revoke invitation' }).click();
    await page.getByText('The invitation of Grace Hopper is revoked.').waitFor();
    const ended = await recordOf(user.id);
    expect(Date.parse(ended?.invitation?.expiresAt ?? '')).toBeLessThanOrEqual(Date.now());
    await page.getByRole('link', { name: 'Profile' }).click();
    await page.getByText(/^Password over since /u).waitFor();
    // There is nothing left to revoke.
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Resend invitation' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Revoke invitation' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'History' }).click();
    const newest = page.locator('.timeline-entry').first();
    await newest.getByText('Invitation · good until').waitFor();
    // In the reader's words, not as it is stored.
    expect(await newest.textContent()).not.toContain(ended?.invitation?.expiresAt ?? '');

    // Cognito hears of a change some moments later: the page looks again by itself.
    let isLate = true;
    await page.route('**/graphql', async (route) => {
      if (!isLate || !route.request().postData()?.includes('query ExportUser')) {
        return route.continue();
      }
      const response = await route.fetch();
      const body = (await response.text()).replaceAll('Hopper', 'Before');
      return route.fulfill({ response, body });
    });
    await page.getByRole('link', { name: 'Sign-in' }).click();
    await page.getByText('They differ.').waitFor();
    isLate = false;
    await page.getByText('They agree.').waitFor();
    await page.unrouteAll({ behavior: 'wait' });

    const saved = page.waitForEvent('download');
    await act('Export everything');
    const all = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
    expect(all).toMatchObject({ record: { id: user.id }, identity: { enabled: true } });

    await act('Delete');
    const question = page.getByRole('alertdialog');
    await question.getByText('Nobody can restore them: who comes back is invited anew').waitFor();
    expect(await question.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await question.getByLabel('Type the e-mail address to confirm').fill(user.email);
    await question.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'This person is deleted' }).waitFor();
    await page.getByRole('button', { name: 'Erase the history' }).click();
    await page.getByLabel('Type “erase” to confirm').fill('erase');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Erase the history' }).click();
    await page.getByText('The history is erased.').waitFor();
  });
});
