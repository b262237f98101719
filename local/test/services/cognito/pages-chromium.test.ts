import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type * as Driver from './browser/driver.ts';
import { authorizeQuery, challenge, exchange, oauthClient } from './hosted-pages.ts';
import { addAuthenticator } from '../../../testing/virtual-authenticator.ts';
import { clientsIn, startInChromium } from './in-chromium.ts';
import type { ChromiumFixture } from './in-chromium.ts';
import { addUser } from './sign-in.ts';
import { missing, newPassword } from './stock-clients.ts';
import { findViolations } from '../../../testing/axe.ts';
import { CLIENT_ID, PASSWORD, userPool } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

let pool: ChromiumFixture;
beforeAll(async () => {
  if (missing) return;
  pool = await startInChromium((app) => {
    const client = oauthClient({ callbackUrls: [app], logoutUrls: [app] });
    const choosing = oauthClient({
      clientId: 'choosing',
      callbackUrls: [app],
      explicitAuthFlows: ['ALLOW_USER_AUTH'],
    });
    const AllowedFirstAuthFactors = ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'];
    const properties = { Policies: { SignInPolicy: { AllowedFirstAuthFactors } } };
    const domain = { domain: 'sign-in', hasManagedLogin: true };
    return [userPool(properties, [client, choosing], domain)];
  });
});
afterAll(async () => {
  if (!missing) await pool.stop();
});

const query = () => authorizeQuery({ redirect_uri: pool.app, code_challenge: challenge });
const codeOf = (page: Page) => new URL(page.url()).searchParams.get('code') ?? '';
const fill = async (page: Page, fields: Record<string, string>) => {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole('button', { name: 'Continue' }).click();
};

describe.skipIf(missing)('pages in Chromium', () => {
  it('sign-up, code, app; then a forgotten password; then signed in silently until signed out', async () => {
    const page = await (await pool.context()).newPage();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const email = 'ann@example.com';
    await page.goto(`${pool.url}/oauth2/authorize?${query()}`);
    await page.getByRole('link', { name: 'Sign up' }).click();
    await fill(page, { Email: email, Password: PASSWORD });
    await fill(page, { Code: await pool.code(email) });
    await page.waitForURL(`${pool.app}?**`);
    const asked = { redirect_uri: pool.app };
    const { url } = pool;
    const fixture = { url } as CognitoFixture;
    expect(await exchange(fixture, codeOf(page), asked)).toMatchObject({ status: 200 });

    await page.goto(`${pool.url}/login?${query()}`);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await fill(page, { Email: email });
    await fill(page, { Code: await pool.code(email), 'New password': newPassword });
    await fill(page, { Email: email, Password: newPassword });
    await page.waitForURL(`${pool.app}?**`);

    await page.goto(`${pool.url}/oauth2/authorize?${query()}`);
    expect(await exchange(fixture, codeOf(page), asked)).toMatchObject({ status: 200 });
    const bye = new URLSearchParams({ client_id: CLIENT_ID, logout_uri: pool.app });
    await page.goto(`${pool.url}/logout?${bye.toString()}`);
    expect(page.url()).toBe(pool.app);
    await page.goto(`${pool.url}/oauth2/authorize?${query()}`);
    expect(new URL(page.url()).pathname).toBe('/login');
    expect(errors.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
  });

  it('code by e-mail, a passkey added, and a sign-in by it; axe finds nothing on the way', async () => {
    const email = 'cid@example.com';
    await addUser(pool, email);
    const page = await (await pool.context()).newPage();
    await addAuthenticator(page);
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    // Passkeys are bound to a name, not to an address.
    const here = pool.url.replace('127.0.0.1', 'localhost');
    const client = { client_id: 'choosing', redirect_uri: pool.app };
    const clean = async () => expect(await findViolations(page)).toEqual([]);
    const press = (name: string) => page.getByRole('button', { name }).click();
    await page.goto(`${here}/passkeys/add?${new URLSearchParams(client).toString()}`);
    await clean();
    await fill(page, { Email: email });
    await clean();
    await press('Get a code by e-mail');
    await fill(page, { Code: await pool.code(email) });
    await page.getByRole('heading', { name: 'Add a passkey' }).waitFor();
    await clean();
    await press('Add a passkey');
    await page.waitForURL(pool.app);

    await page.goto(`${here}/login?${authorizeQuery(client)}`);
    await fill(page, { Email: email });
    await press('Use a passkey');
    await page.getByRole('heading', { name: 'Use your passkey' }).waitFor();
    await clean();
    await press('Use the passkey');
    await page.waitForURL(`${pool.app}?**`);
    const asked = { client_id: 'choosing', redirect_uri: pool.app };
    const fixture = { url: pool.url } as CognitoFixture;
    expect(await exchange(fixture, codeOf(page), asked)).toMatchObject({ status: 200 });
    expect(errors).toEqual([]);
  });

  it('aws-amplify 6: signInWithRedirect over TLS, fetchUserAttributes, signOut', async () => {
    await addUser(pool, 'bob@example.com');
    const page = await pool.page();
    const { amplify } = clientsIn(page);
    const configure = () =>
      page.evaluate(
        (given) => {
          const { driver } = globalThis as unknown as { driver: typeof Driver };
          driver.configurePages(...given);
        },
        [pool.settings, pool.domain, pool.app] as const,
      );
    await configure();
    const login = page.waitForURL(`https://${pool.domain}/login?**`);
    // The page is left before the call is over.
    await amplify('signInWithRedirect').catch(() => undefined);
    await login;
    await fill(page, { Email: 'bob@example.com', Password: PASSWORD });
    await page.waitForURL(`${pool.app}?**`);
    await page.waitForFunction(() => 'driver' in globalThis);
    await configure();
    await page.waitForURL(pool.app);
    expect(await amplify('fetchUserAttributes')).toMatchObject({ email: 'bob@example.com' });

    const back = page.waitForEvent('framenavigated', {
      predicate: (frame) => frame.url() === pool.app,
    });
    await amplify('signOut').catch(() => undefined);
    await back;
    await page.waitForFunction(() => 'driver' in globalThis);
    await configure();
    await expect(amplify('getCurrentUser')).rejects.toMatchObject({
      name: 'UserUnAuthenticatedException',
    });
    await page.goto(`https://${pool.domain}/oauth2/authorize?${query()}`);
    expect(new URL(page.url()).pathname).toBe('/login');
  });
});
