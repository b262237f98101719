import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { totp } from 'appsync-on-a-laptop/testing/totp';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUpTotp } from 'user-manager-client';
import {
  CreateUserDocument,
  ResendInvitationDocument,
  RevokeInvitationDocument,
  type UserRole,
} from '../../generated/client-operations.ts';
import { signedInPerson } from '../../test/support/callers-of-api.ts';
import { callerWith } from '../../test/support/graphql.ts';
import { mailsTo } from '../../test/support/mailbox.ts';
import { freshEmail } from '../../test/support/running-system.ts';
import { machineToken } from '../../test/support/sign-in.ts';
import { startStrictSystem, type StrictSystem } from '../../test/support/strict-system.ts';
import { signIn, storedIn, violationsOf } from './support/console-pages.ts';
import { strictPages } from './support/strict-pages.ts';

const PHONE = { viewport: { width: 360, height: 740 } };

describe.skipIf(isChromiumMissing())('second factor in Chromium', () => {
  let system: StrictSystem;
  beforeAll(async () => {
    system = await startStrictSystem();
  });
  afterAll(() => system.stop());
  const { openAt } = strictPages(() => system);

  const main = (page: Page) => page.getByRole('main');
  const press = (page: Page, name: string) => main(page).getByRole('button', { name }).click();

  async function givePassword(page: Page, password: string): Promise<void> {
    await page.locator('input[name=password]').fill(password);
    await press(page, 'Go on');
  }

  /** Confirms an app with the key that the page shows; what the app shows from then on, each code once. */
  async function confirmApp(page: Page): Promise<() => string> {
    const key = await main(page).locator('code').textContent();
    const secret = (key ?? '').replaceAll(' ', '');
    const link = main(page).getByRole('link', { name: 'Open in the app on this device' });
    expect(await link.getAttribute('href')).toContain(`?secret=${secret}&issuer=`);
    const code = totp(secret, system.clock.now());
    const field = page.getByLabel('Code that the app shows');
    await field.fill(code === '000000' ? '000001' : '000000');
    await press(page, 'Confirm the app');
    await page.getByText('This is not the code that the app shows now.').waitFor();
    await field.fill(totp(secret, system.clock.now()));
    await press(page, 'Confirm the app');
    await page.getByText('The app is set up.').waitFor();
    return codesOf(secret);
  }

  /** What an app shows from now on, each code once: those of half a minute ahead are good, too. */
  function codesOf(secret: string): () => string {
    let shownAt = system.clock.now();
    return () => {
      shownAt = Math.max(shownAt + 30_000, system.clock.now());
      system.pass(Math.max(0, shownAt - system.clock.now() - 30_000));
      return totp(secret, shownAt);
    };
  }

  /** A MEMBER with an authenticator app. */
  async function memberWithApp() {
    const { outputs, clock } = system;
    const member = await signedInPerson(outputs, 'MEMBER');
    const { cognitoEndpoint: endpoint, region, userPoolId, clientId } = outputs;
    const pool = { endpoint, region, userPoolId, clientId };
    const setUp = await setUpTotp(pool, member.email, member.password);
    await setUp.complete(totp(setUp.secret, clock.now()));
    return member;
  }

  /** Signs in anew where that is asked for, with the keyboard alone. */
  async function signInAgain(page: Page, password: string, nextCode: () => string): Promise<void> {
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await again.waitFor();
    await again.locator('input[name=password]:focus').waitFor();
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await again.locator('input[name=code]:focus').waitFor();
    await page.keyboard.type(nextCode());
    await page.keyboard.press('Enter');
    await page.getByText('You have signed in again.').waitFor();
    await again.waitFor({ state: 'detached' });
  }

  /** Does what needs a fresh sign-in with what was entered before, and once more after it. */
  async function insist(
    page: Page,
    press: () => Promise<void>,
    again: (page: Page) => Promise<void>,
  ) {
    await press();
    await again(page);
    await press();
  }

  test('an ADMIN without one: is told why, sets an app up, signs in with it, and anew for what cannot be taken back or gives rights, with nothing lost', async () => {
    const { email, password } = await signedInPerson(system.outputs, 'ADMIN');
    const [target, one, other, forgetful] = await Promise.all([
      signedInPerson(system.outputs, 'MEMBER'),
      signedInPerson(system.outputs, 'MEMBER'),
      signedInPerson(system.outputs, 'MEMBER'),
      memberWithApp(),
    ]);
    const page = await openAt(`/people/${forgetful.id}?tab=signIn`);
    await signIn(page, email, password);
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
    await page.getByText('Administrators need a second factor here').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await press(page, 'Set up an authenticator app');
    await givePassword(page, 'Wrong-password-1!');
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
    await givePassword(page, password);
    await page.getByText('Key for the app').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const nextCode = await confirmApp(page);
    await page.getByLabel('Code that the app shows').fill(nextCode());
    await press(page, 'Sign in with it');
    const factors = page.getByText('code of an authenticator app', { exact: true });
    await factors.waitFor();

    const session = await storedIn(page);
    const [edit, bulk, invite] = [
      await openAt(`/people/${target.id}?edit`, { session }),
      await openAt('/people', { session }),
      await openAt('/people?invite=one', { session }),
    ];
    await edit.getByLabel('First name').fill('Kept');
    await edit.getByLabel('Role').selectOption('ADMIN');
    for (const { email: address } of [one, other]) {
      await bulk.getByRole('row').filter({ hasText: address }).getByRole('checkbox').check();
    }
    await bulk.getByText('2 selected').waitFor();
    const invited = freshEmail('invited');
    for (const name of ['First name', 'Last name']) await invite.getByLabel(name).fill('Kept');
    await invite.getByLabel('E-mail address').fill(invited);
    await invite.getByLabel('Role').last().selectOption('ADMIN');

    system.pass(121_000);
    const again = (one: Page) => signInAgain(one, password, nextCode);
    const [save, signInDialog] = [
      edit.getByRole('button', { name: 'Save changes' }),
      edit.getByRole('dialog', { name: 'Sign in again' }),
    ];
    await save.click();
    await signInDialog.waitFor();
    expect(await violationsOf(edit, '[role=dialog]')).toEqual([]);
    // Whoever would rather not is where they were.
    await edit.keyboard.press('Escape');
    await signInDialog.waitFor({ state: 'detached' });
    await insist(edit, () => save.click(), again);
    await edit.getByText('The changes are saved.').waitFor();
    await edit.getByRole('heading', { level: 1, name: 'Kept Body' }).waitFor();

    await bulk.getByRole('button', { name: 'Make administrator' }).click();
    await bulk.getByRole('button', { name: 'Start' }).click();
    const dialog = bulk.getByRole('dialog', { name: 'Make administrator: 2 people' });
    await again(bulk);
    await dialog.getByText('2 failed').waitFor();
    await dialog.getByRole('button', { name: 'Try those again' }).click();
    await dialog.getByText('2 done').waitFor();

    const send = invite.getByRole('button', { name: 'Send the invitation' });
    await insist(invite, () => send.click(), again);
    await invite.getByText(`An invitation is on its way to ${invited}.`).waitFor();

    // Another's factors, of which the person is told by mail.
    await page.getByRole('button', { name: 'Take second factors away' }).click();
    const reset = page.getByRole('alertdialog');
    await reset.getByText(`A mail to ${forgetful.email} says`).waitFor();
    expect(await violationsOf(page, '[role=alertdialog]')).toEqual([]);
    const take = reset.getByRole('button', { name: 'Take second factors away' });
    expect(await take.isDisabled()).toBe(true);
    await reset.locator('input:focus').waitFor();
    await page.keyboard.type(forgetful.email);
    // What was typed is still there after it.
    await insist(page, () => reset.getByRole('textbox').press('Enter'), again);
    await page.getByText('The second factors of Some Body are taken away.').waitFor();
    await factors.waitFor({ state: 'detached' });
    const [mail] = await mailsTo(system.outputs, forgetful.email);
    expect(mail?.subject).toBe('Your second factor was taken away');

    await page.getByRole('link', { name: 'My account' }).click();
    await page.getByText('Your authenticator app is set up').waitFor();
  });

  /** Signs in with the code that is mailed. */
  async function signInByCode(page: Page, email: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(email);
    await press(page, 'Mail me a code instead');
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    const [mail] = await mailsTo(system.outputs, email);
    const submit = page.getByRole('button', { name: 'Sign in', exact: true });
    await page.getByLabel('Code of the mail').fill('00000000');
    await submit.click();
    await page.getByText('This is not the code of the newest mail.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Code of the mail').fill(mail?.code ?? '');
    await submit.click();
  }

  test('invited by code: a person is in with the code of a mail, on a phone too; whose invitation is revoked is not, until the next', async () => {
    const machine = callerWith(
      system.outputs.graphqlUrl,
      await machineToken(system.outputs, 'users/write'),
    );
    const [member, admin] = [freshEmail('by-code'), freshEmail('admin-by-code')];
    const invite = (email: string, role: UserRole) => {
      const input = { email, firstName: 'By', lastName: 'Code', role };
      return machine.data(CreateUserDocument, { input });
    };
    await invite(member, 'MEMBER');
    const [invitation] = await mailsTo(system.outputs, member);
    expect(invitation?.body).toContain('Open http://localhost:4000/ within 7 days');
    const page = await openAt('/account', { context: PHONE });
    expect(await violationsOf(page)).toEqual([]);
    await signInByCode(page, member);
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();

    const { createUser } = await invite(admin, 'ADMIN');
    await machine.data(RevokeInvitationDocument, { id: createUser?.id ?? '' });
    const other = await openAt('/account');
    await signInByCode(other, admin);
    await other.getByText('Your invitation has ended. Ask for a new one.').waitFor();
    await machine.data(ResendInvitationDocument, { id: createUser?.id ?? '' });
    await other.getByRole('button', { name: 'Sign in as somebody else' }).click();
    await signInByCode(other, admin);
    await other.getByRole('button', { name: 'Not now' }).click();
    await other.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
  });

  test('a MEMBER: sets an app up in the own account', async () => {
    const { email, password } = await signedInPerson(system.outputs, 'MEMBER');
    const page = await openAt('/account', { context: PHONE });
    await signIn(page, email, password);
    await press(page, 'Set up an authenticator app');
    await givePassword(page, password);
    const nextCode = await confirmApp(page);
    await page.getByLabel('Code that the app shows').fill(nextCode());
    await press(page, 'Sign in with it');
    await page.getByText('Your authenticator app is set up').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});
