import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import {
  authorizeQuery,
  Browser,
  exchange,
  hiddenFields,
  hostedPool,
  oauthClient,
  sentTo,
} from './hosted-pages.ts';
import { addUser } from './sign-in.ts';
import { PASSWORD, POOL_ID, startCognito, userPool } from '../../../testing/start-cognito.ts';
import type { CognitoFixture, FixtureOptions } from '../../../testing/start-cognito.ts';

const newPassword = 'Newer-horse-9';
let cognito: CognitoFixture;
beforeAll(async () => {
  cognito = await startCognito({ pools: [hostedPool()] });
});
afterAll(() => cognito.stop());

const own: CognitoFixture[] = [];
afterEach(async () => {
  for (const fixture of own.splice(0)) await fixture.stop();
});
async function start(options: FixtureOptions): Promise<CognitoFixture> {
  const fixture = await startCognito(options);
  own.push(fixture);
  return fixture;
}

const codeOf = (answer: Response) => sentTo(answer).searchParams.get('code');
const alertOf = (html: string) => /role="alert">([^<]*)/.exec(html)?.[1];
const mailedCode = async (pool: CognitoFixture, to: string) =>
  (await pool.mailbox(to))[0]?.code ?? '';
const otherThan = (code: string) => (code === '000000' ? '000001' : '000000');

/** Opens a page and returns its HTML. */
const open = async (browser: Browser, path: string) =>
  (await browser.open(`${path}?${authorizeQuery()}`)).text();
/** Fills the sign-up page in and returns what it answers. */
async function signUp(browser: Browser, username: string, more = {}): Promise<Response> {
  const page = await open(browser, '/signup');
  return browser.submit(page, { username, password: PASSWORD, ...more });
}
const userStatus = async (pool: CognitoFixture, Username: string) =>
  (await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: POOL_ID, Username }))).UserStatus;

describe('/login', () => {
  it('login: leads to the pages for a new account and a forgotten password, with its parameters', async () => {
    const page = await open(new Browser(cognito), '/login');
    const links = [...page.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => href);
    expect(links.map((href) => href.split('?')[0])).toEqual(['/forgotPassword', '/signup']);
    for (const href of links) expect(href).toContain('redirect_uri=http%3A%2F%2Flocalhost');
  });

  it('login: where only admins make users, no sign-up is offered or taken', async () => {
    const closed = await start({
      pools: [hostedPool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } })],
    });
    const browser = new Browser(closed);
    expect(await open(browser, '/login')).not.toContain('/signup');
    const refused = await signUp(browser, 'new@example.com');
    expect(refused.status).toBe(400);
    expect(alertOf(await refused.text())).toBe('SignUp is not permitted for this user pool');
  });

  it('login: an unconfirmed user with the right password is asked for the code and goes on', async () => {
    await signUp(new Browser(cognito), 'late@example.com');
    const browser = new Browser(cognito);
    const page = await (await browser.signIn('late@example.com')).text();
    expect(page).toContain('Confirm your account');
    const code = await mailedCode(cognito, 'late@example.com');
    expect(codeOf(await browser.submit(page, { code }))).not.toBeNull();
    const wrong = await new Browser(cognito).signIn('late@example.com', 'Wrong-horse-9');
    expect(alertOf(await wrong.text())).toBe('Incorrect username or password.');
  });
});

describe('/signup', () => {
  it('signup: code by mail, then to the client with a code that gives tokens', async () => {
    const browser = new Browser(cognito);
    const asked = await (await signUp(browser, 'ann@example.com')).text();
    expect(asked).toContain('a***@e***');
    expect(await userStatus(cognito, 'ann@example.com')).toBe('UNCONFIRMED');
    const sent = await mailedCode(cognito, 'ann@example.com');
    const refused = await browser.submit(asked, { code: otherThan(sent) });
    expect(refused.status).toBe(400);
    const again = await refused.text();
    expect(alertOf(again)).toBe('Invalid verification code provided, please try again.');
    const answer = await browser.submit(again, { code: sent });
    expect(answer.status).toBe(302);
    const { body } = await exchange(cognito, codeOf(answer) ?? '');
    expect(decodeJwt(String(body['id_token']))).toMatchObject({
      email: 'ann@example.com',
      email_verified: true,
    });
    const silent = await browser.open(`/oauth2/authorize?${authorizeQuery()}`);
    expect(codeOf(silent)).not.toBeNull();
  });

  it('signup: a code entered at another browser confirms, but signs nobody in', async () => {
    const asked = await (await signUp(new Browser(cognito), 'two@example.com')).text();
    const thief = new Browser(cognito);
    const page = await open(thief, '/login');
    const answer = await thief.open(`/confirm?${authorizeQuery()}`, {
      method: 'POST',
      body: new URLSearchParams({
        _csrf: hiddenFields(page)['_csrf'] ?? '',
        username: 'two@example.com',
        session: 'A'.repeat(43),
        code: await mailedCode(cognito, 'two@example.com'),
      }),
    });
    expect(answer.headers.get('location')).toMatch(/^\/login\?/);
    expect(hiddenFields(asked)['session']).toMatch(/^[\w-]{43}$/);
    expect(await userStatus(cognito, 'two@example.com')).toBe('CONFIRMED');
  });

  it('signup: refuses a taken address, a weak password, a name that is no address and no name', async () => {
    await addUser(cognito, 'taken@example.com');
    const browser = new Browser(cognito);
    const refusal = async (username: string, given = PASSWORD) => {
      const answer = await signUp(browser, username, { password: given });
      return [answer.status, alertOf(await answer.text())];
    };
    expect(await refusal('taken@example.com')).toEqual([
      400,
      'An account with the given email already exists.',
    ]);
    expect(await refusal('free@example.com', 'weak')).toEqual([
      400,
      'Password did not conform with policy: Password not long enough',
    ]);
    expect(await refusal('no address')).toEqual([400, 'Username should be an email.']);
    expect(await refusal('')).toEqual([400, 'Username cannot be empty']);
  });

  it('signup: keeps what was typed, as text, but never the password', async () => {
    const attack = '"><script>alert(1)</script>@example.com';
    const answer = await signUp(new Browser(cognito), attack, { password: 'weak' });
    const page = await answer.text();
    expect(page).not.toContain('<script');
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
    expect(page).not.toContain('weak');
  });

  it('signup: asks for what the pool requires, and minds its schema', async () => {
    const Schema = [{ Name: 'given_name', Required: true, Mutable: true }];
    const demanding = await start({ pools: [hostedPool({ Schema })] });
    const browser = new Browser(demanding);
    expect(await open(browser, '/signup')).toContain('name="userAttributes.given_name"');
    const refused = await signUp(browser, 'new@example.com');
    expect(alertOf(await refused.text())).toBe(
      'Attributes did not conform to the schema: given_name: The attribute is required',
    );
    const asked = await signUp(browser, 'new@example.com', { 'userAttributes.given_name': 'Nan' });
    expect(await asked.text()).toContain('Confirm your account');
  });

  it('signup: the client may not have its own address verified by the form', async () => {
    const answer = await signUp(new Browser(cognito), 'sly@example.com', {
      'userAttributes.email_verified': 'true',
    });
    expect(answer.status).toBe(400);
    expect(alertOf(await answer.text())).toBe('A client attempted to write unauthorized attribute');
  });

  it('signup: a PreSignUp trigger that confirms leads straight to the client', async () => {
    const open = await start({
      pools: [hostedPool({ LambdaConfig: { PreSignUp: 'pre' } })],
      invoke: (_name, event) => ({ ...event, response: { autoConfirmUser: true } }),
    });
    expect(codeOf(await signUp(new Browser(open), 'ann@example.com'))).not.toBeNull();
  });

  it('signup: a PostConfirmation trigger that fails leaves the user confirmed', async () => {
    const failing = await start({
      pools: [hostedPool({ LambdaConfig: { PostConfirmation: 'post' } })],
      invoke: () => {
        throw new Error('no directory');
      },
    });
    const browser = new Browser(failing);
    const asked = await (await signUp(browser, 'ann@example.com')).text();
    const code = await mailedCode(failing, 'ann@example.com');
    const answer = await browser.submit(asked, { code });
    expect(alertOf(await answer.text())).toBe('PostConfirmation failed with error no directory.');
    expect(await userStatus(failing, 'ann@example.com')).toBe('CONFIRMED');
    expect(codeOf(await browser.signIn('ann@example.com'))).not.toBeNull();
  });

  it('resendcode: sends a code in place of the one before', async () => {
    const browser = new Browser(cognito);
    const asked = await (await signUp(browser, 'again@example.com')).text();
    const resend = /formaction="([^"]*)"/.exec(asked)?.[1] ?? '';
    const page = asked.replace(/(<form method="post" action=")[^"]*/, `$1${resend}`);
    const renewed = await browser.submit(page, {});
    expect(renewed.status).toBe(200);
    expect(await cognito.mailbox('again@example.com')).toHaveLength(2);
    const code = await mailedCode(cognito, 'again@example.com');
    expect(codeOf(await browser.submit(await renewed.text(), { code }))).not.toBeNull();
  });
});

describe('/forgotPassword', () => {
  const forgot = async (browser: Browser, username: string) =>
    browser.submit(await open(browser, '/forgotPassword'), { username });

  it('forgotPassword: a code sets the new password, then one signs in with it', async () => {
    await addUser(cognito, 'bob@example.com');
    const browser = new Browser(cognito);
    const page = await (await forgot(browser, 'bob@example.com')).text();
    expect(page).toContain('b***@e***');
    const code = await mailedCode(cognito, 'bob@example.com');
    const weak = await browser.submit(page, { code, newPassword: 'weak' });
    const again = await weak.text();
    expect(alertOf(again)).toBe('Password does not conform to policy: Password not long enough');
    const wrong = await browser.submit(again, { code: otherThan(code), newPassword });
    expect(alertOf(await wrong.text())).toBe(
      'Invalid verification code provided, please try again.',
    );
    const done = await browser.submit(again, { code, newPassword });
    expect(done.headers.get('location')).toBe(`/login?${authorizeQuery()}`);
    expect(codeOf(await browser.signIn('bob@example.com', newPassword))).not.toBeNull();
  });

  it('forgotPassword: an unknown and a disabled user read as a known one', async () => {
    await addUser(cognito, 'off@example.com');
    const Username = 'off@example.com';
    await cognito.sdk.send(new AdminDisableUserCommand({ UserPoolId: POOL_ID, Username }));
    for (const name of ['off@example.com', 'ohm@example.com']) {
      const browser = new Browser(cognito);
      const answer = await forgot(browser, name);
      expect(answer.status).toBe(200);
      const page = await answer.text();
      expect(page).toContain('o***@e***');
      const refused = await browser.submit(page, { code: '123456', newPassword });
      expect(alertOf(await refused.text())).toBe(
        'Invalid verification code provided, please try again.',
      );
      expect(await cognito.mailbox(name)).toEqual([]);
    }
  });

  it('forgotPassword: tells of an unknown user where the client lets it', async () => {
    const client = oauthClient({ preventUserExistenceErrors: false });
    const telling = await start({ pools: [userPool({}, [client], { domain: 'sign-in' })] });
    const answer = await forgot(new Browser(telling), 'nobody@example.com');
    expect(answer.status).toBe(400);
    expect(alertOf(await answer.text())).toBe('Username/client id combination not found.');
  });

  it('forgotPassword: at most five codes in a while', async () => {
    await addUser(cognito, 'many@example.com');
    const browser = new Browser(cognito);
    for (let count = 0; count < 5; count += 1) await forgot(browser, 'many@example.com');
    const answer = await forgot(browser, 'many@example.com');
    expect(alertOf(await answer.text())).toBe(
      'Attempt limit exceeded, please try after some time.',
    );
  });
});

describe('all account pages', () => {
  const paths = ['/signup', '/confirm', '/resendcode', '/forgotPassword', '/confirmForgotPassword'];

  it.each(paths)('%s: takes no form without its token', async (path) => {
    const browser = new Browser(cognito);
    await open(browser, '/login');
    const answer = await browser.open(`${path}?${authorizeQuery()}`, {
      method: 'POST',
      body: new URLSearchParams({
        username: 'ann@example.com',
        password: PASSWORD,
        code: '1',
        newPassword,
      }),
    });
    expect(answer.status).toBe(403);
  });

  it.each(paths)('%s: refuses an unregistered redirect_uri', async (path) => {
    const query = authorizeQuery({ redirect_uri: 'https://evil.example/' });
    const answer = await new Browser(cognito).open(`${path}?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('redirect_mismatch');
  });

  it.each(['/signup', '/forgotPassword'])('%s: runs no script, is framed nowhere', async (path) => {
    const answer = await new Browser(cognito).open(`${path}?${authorizeQuery()}`);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none';.* frame-ancestors 'none';.* form-action 'self' http:\/\/localhost:3000$/,
    );
  });

  it.each([
    ['/confirm', '/login'],
    ['/confirmForgotPassword', '/forgotPassword'],
  ])('%s: opened by itself leads to %s', async (path, first) => {
    const answer = await new Browser(cognito).open(`${path}?${authorizeQuery()}`);
    expect(answer.headers.get('location')).toBe(`${first}?${authorizeQuery()}`);
  });
});
