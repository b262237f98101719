import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { describe, expect, test } from 'vitest';
import { GetUserByEmailDocument } from '../../generated/client-operations.ts';
import { mailsTo } from '../../test/support/mailbox.ts';
import { freshEmail } from '../../test/support/running-system.ts';
import { consolePages } from './support/console-pages.ts';

describe.skipIf(isChromiumMissing())('invite', () => {
  const { open, system } = consolePages();

  const recordOf = async (email: string) => {
    const admin = await system.admin();
    return (await admin.data(GetUserByEmailDocument, { email })).getUserByEmail;
  };

  test('Invite: one person by a form, which says what is wrong with each field', async () => {
    const email = freshEmail('one');
    const page = await open('/people');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First name').fill('Uma');
    await dialog.getByLabel('E-mail address').fill('admin@example.com');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await dialog.getByText('This must not be empty.').waitFor();
    await dialog.getByLabel('Last name').fill('Ohm');
    await dialog.getByText('This must not be empty.').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await dialog.getByText('Somebody else has this e-mail address already.').waitFor();
    // A reload loses nothing of it.
    await page.reload();
    expect(await dialog.getByLabel('Last name').inputValue()).toBe('Ohm');
    await dialog.getByLabel('E-mail address').fill(email);
    await dialog.getByLabel('Role').selectOption('ADMIN');
    await dialog.getByLabel('Language of the mail').selectOption('DE');
    const message = dialog.getByLabel('Personal message');
    await message.fill('Hallo <Uma>');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await dialog.getByText('This is plain text: without < > { }.').waitFor();
    await message.fill('Hallo Uma');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText(`An invitation is on its way to ${email}.`).waitFor();
    expect(await recordOf(email)).toMatchObject({
      firstName: 'Uma',
      role: 'ADMIN',
      invitation: { language: 'DE' },
    });
    const [mail] = await mailsTo(system.outputs, email);
    expect(mail?.body).toContain('<p>Hallo Uma</p>\n<p>Sie wurden eingeladen.');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Uma Ohm' }).waitFor();
  });

  test('Invite: many by paste, with each line judged before anything is sent', async () => {
    const [anna, boris] = [freshEmail('anna'), freshEmail('boris')];
    const page = await open('/people?invite=many');
    const dialog = page.getByRole('dialog');
    const pasted = `Anna\tBerg\t${anna}\nBoris\t\t${boris}\nCarla\tDiaz\tno address\nDan\tEng\t${anna}`;
    await dialog.getByLabel('Paste people').fill(pasted);
    await dialog.getByText('1 can be invited, 3 cannot.').waitFor();
    const preview = dialog.getByRole('table');
    const said = await preview.textContent();
    expect(said).toContain('Last name: This must not be empty.');
    expect(said).toContain('E-mail address: This is not an e-mail address like');
    expect(said).toContain('E-mail address: This is the address of line 1 as well.');
    await dialog.getByLabel('Paste people').fill(`Anna, Berg, ${anna}\nBoris Caro <${boris}>`);
    await dialog.getByText('2 can be invited, 0 cannot.').waitFor();
    // Who could not be invited is tried again; what cannot be is still there afterwards, and nothing else is.
    await dialog
      .getByLabel('Paste people')
      .fill(`Anna, Berg, ${anna}\nBoris Caro <${boris}>\nDan, Eng, dan`);
    await dialog.getByText('2 can be invited, 1 cannot.').waitFor();
    const errors = [{ message: 'The mail was refused.', errorType: 'DeliveryFailed' }];
    await page.route('**/graphql', async (route) => {
      const isBoris = route.request().postData()?.includes(boris) ?? false;
      await (isBoris ? route.fulfill({ json: { data: null, errors } }) : route.continue());
    });
    await dialog.getByRole('button', { name: 'Invite 2' }).click();
    await dialog.getByText('Finished. 1 done, 1 failed.').waitFor();
    await page.unroute('**/graphql');
    await dialog.getByRole('button', { name: 'Invite 1' }).click();
    await dialog.getByText('Finished. 1 done.').waitFor();
    expect(await recordOf(boris)).toMatchObject({ firstName: 'Boris', lastName: 'Caro' });
    // The button that had the focus is gone; until the dialog has it again, no key is the dialog's.
    await page.locator('[role=dialog]:focus, [role=dialog] :focus').waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await dialog.getByRole('button', { name: 'Several' }).click();
    await expect.poll(() => dialog.getByLabel('Paste people').inputValue()).toBe('Dan, Eng, dan');
    await dialog.getByText('0 can be invited, 1 cannot.').waitFor();
  });

  test('Invite: a file, read and judged as the import command does', async () => {
    const email = freshEmail('file');
    const page = await open('/people?invite=many');
    const dialog = page.getByRole('dialog');
    const choose = async (name: string, text: string) => {
      const buffer = Buffer.from(text);
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'text/csv', buffer });
    };
    await choose('no-names.csv', 'Mail\n' + email);
    await dialog
      .getByText('The first row must name these columns: First name and Last name.')
      .waitFor();
    await dialog.getByRole('button', { name: 'Take another' }).click();
    const header = 'sep=;\r\nGiven Name;Family Name;Mail;Role;Hat size;attributes.team\r\n';
    await choose('people.csv', `\uFEFF${header}Zoë;O’Neill;${email};admin;57;Navy\r\n`);
    await dialog.getByText('Unknown columns are left out: Hat size.').waitFor();
    await dialog.getByRole('button', { name: 'Invite 1' }).click();
    await dialog.getByText('Finished. 1 done.').waitFor();
    expect(await recordOf(email)).toMatchObject({
      firstName: 'Zoë',
      lastName: 'O’Neill',
      role: 'ADMIN',
      attributes: '{"team":"Navy"}',
    });
  });
});
