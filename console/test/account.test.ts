import { describe, expect, test } from 'vitest';
import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import {
  GetUserDocument,
  MeDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { signedInPerson } from '../../test/support/callers-of-api.ts';
import { callerWith } from '../../test/support/graphql.ts';
import { freshEmail, type RunningSystem } from '../../test/support/running-system.ts';
import { signIn as signInByApi } from '../../test/support/sign-in.ts';
import {
  consolePages,
  FAILED_REQUESTS,
  signIn,
  tabToAndEnter,
  violationsOf,
} from './support/console-pages.ts';
import { mailsTo } from '../../test/support/mailbox.ts';

/** The six digits that were mailed to an address last. */
async function codeTo({ outputs }: RunningSystem, email: string): Promise<string> {
  const [mail] = await mailsTo(outputs, email);
  return /(?<!\d)\d{6}(?!\d)/u.exec(mail?.body ?? '')?.[0] ?? '';
}

/** A sign-in of the same second is not told from one afterwards. */
async function nextSecond(): Promise<void> {
  const second = Math.floor(Date.now() / 1_000);
  await expect.poll(() => Math.floor(Date.now() / 1_000)).toBeGreaterThan(second);
}

/** Tokens tell their session by the second that it began in, give or take one: from now on another is told apart. */
async function anotherSession(): Promise<void> {
  for (let seconds = 0; seconds < 3; seconds += 1) await nextSecond();
}

const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe.skipIf(isChromiumMissing())('my account in Chromium', () => {
  const { open, openDoor, system } = consolePages();
  const { outputs } = system;

  /** A member of the test's own, on the own account. */
  async function member() {
    const person = await signedInPerson(outputs, 'MEMBER');
    const page = await openDoor('/account', { lets: FAILED_REQUESTS });
    await signIn(page, person.email, person.password);
    await page.getByLabel('First name').waitFor();
    const { id, email, password, token } = person;
    return { id, email, password, page, caller: callerWith(outputs.graphqlUrl, token) };
  }

  test('account: a member changes names and phone, and nothing else is offered', async () => {
    const { page, caller, id } = await member();
    expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0);
    // This stage has no second factors.
    expect(await page.getByText('Then asks for').locator('..').textContent()).toContain('nothing');
    expect(await page.getByRole('button', { name: /authenticator app/u }).count()).toBe(0);
    await page.getByLabel('First name').fill('Renée');
    await page.getByLabel('Phone').fill('12');
    await page.getByRole('button', { name: 'Save changes' }).click();
    // The API says what is wrong, at the field.
    await page.getByText(/phone/iu).and(page.locator('.field-error')).waitFor();
    await page.getByLabel('Phone').fill('+1 202-555-0188');
    await page.getByLabel('Phone').press('Enter');
    await page.getByText('Your changes are saved.').waitFor();
    const { me } = await caller.data(MeDocument, {});
    expect(me).toMatchObject({ id, firstName: 'Renée', phone: '+12025550188' });
  });

  test('account: what is entered outlives a reload and a change from elsewhere', async () => {
    const { page, id, caller } = await member();
    const admin = await system.admin();
    await page.getByLabel('Last name').fill('Entered');
    await page.reload();
    await expect.poll(() => page.getByLabel('Last name').inputValue()).toBe('Entered');
    await admin.data(UpdateUserDocument, { input: { id, firstName: 'Elsewhere' } });
    await expect.poll(() => page.getByLabel('First name').inputValue()).toBe('Elsewhere');
    expect(await page.getByLabel('Last name').inputValue()).toBe('Entered');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Your changes are saved.').waitFor();
    const { me } = await caller.data(MeDocument, {});
    expect(me).toMatchObject({ firstName: 'Elsewhere', lastName: 'Entered' });
  });

  test('account: another address with the code of the mail', async () => {
    const { page, id, email } = await member();
    const next = freshEmail('next');
    await page.getByLabel('New e-mail address').fill(next);
    await page.getByRole('button', { name: 'Send a code there' }).click();
    await page.getByText(`A code is on its way to ${next}.`).waitFor();
    // A code that is on its way is asked for after a reload as well.
    await page.reload();
    const code = await codeTo(system, next);
    await page.getByLabel('Code of the mail').fill(wrong(code));
    await page.getByRole('button', { name: 'Change the address' }).click();
    await page.getByText('This is not the code of the newest mail.').waitFor();
    await page.getByLabel('Code of the mail').fill(code);
    await page.getByRole('button', { name: 'Change the address' }).click();
    await page.getByText(`You sign in as ${next}.`).waitFor();
    const admin = await system.admin();
    expect((await admin.data(GetUserDocument, { id })).getUser?.email).toBe(next);
    expect(await page.getByText(email).count()).toBe(0);
  });

  test('account: another password with the code of the mail', async () => {
    const { page, email } = await member();
    await page.getByRole('button', { name: 'Mail me a code' }).click();
    await page.getByText(`A code is on its way to ${email}.`).waitFor();
    const code = await codeTo(system, email);
    const field = page.getByLabel('New password');
    const set = page.getByRole('button', { name: 'Set the password' });
    await page.getByLabel('Code of the mail').fill(wrong(code));
    await field.fill('Chosen-anew-22!');
    await set.click();
    await page.getByText('This is not the code of the newest mail.').waitFor();
    await page.getByLabel('Code of the mail').fill(code);
    await field.fill('short');
    await set.click();
    await page.getByText('The password does not keep to the rule below.').waitFor();
    await field.fill('Chosen-anew-22!');
    await set.click();
    await page.getByText('Your new password is set.').waitFor();
    expect((await signInByApi(outputs, email, 'Chosen-anew-22!')).AccessToken).toBeTruthy();
  });

  test('account: an administrator ends all sessions of a person, who signs in again and ends them, too', async () => {
    const { page, id, email, password, caller } = await member();
    await page.getByLabel('Last name').fill('Entered');
    await nextSecond();
    const admin = await open(`/people/${id}`);
    await admin.getByRole('button', { name: 'More' }).click();
    await admin.getByRole('menuitem', { name: 'End all sessions' }).click();
    const asked = admin.getByRole('alertdialog');
    expect(await violationsOf(admin, '[role=alertdialog]')).toEqual([]);
    await asked.getByRole('button', { name: 'End all sessions' }).click();
    await admin.getByText('has to sign in again everywhere.').waitFor();
    await admin.getByText('Sessions ended').waitFor();
    await expect(caller.data(MeDocument, {})).rejects.toThrow();

    await page.getByText('Your session has ended.').waitFor();
    await signIn(page, email, password);
    await expect.poll(() => page.getByLabel('Last name').inputValue()).toBe('Entered');
    await nextSecond();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    // Subscribers may hear of it before it is answered.
    const door = page.getByRole('heading', { name: 'Sign in' });
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('SignOutEverywhere')) return route.continue();
      const response = await route.fetch();
      await door.waitFor();
      return route.fulfill({ response });
    });
    const own = page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' });
    await own.click();
    await page.getByText('You have signed out everywhere').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.unrouteAll({ behavior: 'wait' });
    // Whoever is signed out by the own wish leaves nothing behind.
    await signIn(page, email, password);
    await expect.poll(() => page.getByLabel('Last name').inputValue()).toBe('Body');
  });

  test('account: another session is ended, which is told there at once and keeps what was entered, and this one goes on', async () => {
    const { page, id, email, password, caller } = await member();
    const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
    const others = sessions.filter({ hasNotText: 'This one' });
    await others.filter({ hasText: 'another app' }).waitFor();
    expect(await sessions.filter({ hasText: 'This one' }).getByRole('button').count()).toBe(0);
    await anotherSession();
    const other = await openDoor('/account', { lets: FAILED_REQUESTS });
    await signIn(other, email, password);
    await other.getByLabel('Last name').fill('Entered');
    await page.getByRole('button', { name: 'Look for sessions again' }).click();
    const here = others.filter({ hasText: 'this console' });
    // With the keyboard alone.
    await here.getByRole('button', { name: /^Sign out there: Chrome/u }).press('Enter');
    const asked = page.getByRole('alertdialog');
    await asked.getByText('All other sessions go on.').waitFor();
    expect(await violationsOf(page, '[role=alertdialog]')).toEqual([]);
    // Nothing is ended where nothing arrives, and it is said.
    await page.route('**/graphql', (route) => route.abort());
    await tabToAndEnter(asked.getByRole('button', { name: 'Sign out there' }));
    await asked.getByText('The server could not be reached').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await page.keyboard.press('Enter');
    await page.getByText(/^Signed out: Chrome/u).waitFor();
    await here.waitFor({ state: 'detached' });
    await other.getByText('Your session has ended.').waitFor();
    await anotherSession();
    await signIn(other, email, password);
    await expect.poll(() => other.getByLabel('Last name').inputValue()).toBe('Entered');

    // The API ends the subscriptions of all of them: this one begins anew.
    const admin = await system.admin();
    await admin.data(UpdateUserDocument, { input: { id, firstName: 'Elsewhere' } });
    await expect.poll(() => page.getByLabel('First name').inputValue()).toBe('Elsewhere');

    const looks = await open(`/people/${id}?tab=history`);
    await looks.getByText('Session ended').waitFor();
    await looks.getByText('of this console, signed in on ').waitFor();
    await looks.getByRole('link', { name: 'Sign-in' }).click();
    await looks.getByRole('button', { name: /^Sign out there: .*another app$/u }).click();
    await looks.getByRole('alertdialog').getByRole('button', { name: 'Sign out there' }).click();
    await looks.getByText('Signed out: Unknown device, another app.').waitFor();
    await expect(caller.data(MeDocument, {})).rejects.toThrow();
  });

  test.each([
    ['light', 1_280, 'en-US', 'First name'],
    ['dark', 360, 'de-DE', 'Vorname'],
  ] as const)('account: %s, %i px wide, %s: axe finds nothing, nothing hides', async (...given) => {
    const [colorScheme, width, locale, label] = given;
    const viewport = { width, height: 800 };
    const context = { colorScheme, viewport, locale };
    const page = await open('/account', { who: 'member@example.com', context });
    await page.getByLabel(label).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});
