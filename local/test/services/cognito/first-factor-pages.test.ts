import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';

import { softwareAuthenticator } from '../../../testing/software-authenticator.ts';
import { PASSWORD, POOL_ID, userPool } from '../../../testing/start-cognito.ts';
import { totp } from '../../../testing/totp.ts';
import { cognitoOfFile, newUser } from './fixtures.ts';
import {
  authorizeQuery,
  Browser,
  callback,
  decodeHtml,
  exchange,
  hiddenFields,
  oauthClient,
  sentTo,
} from './hosted-pages.ts';
import { PHONE } from './many-factors.ts';
import { setAttributes } from './sign-in.ts';

const explicitAuthFlows = ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'];
const Policies = {
  SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] },
};
const domain = { domain: 'sign-in', hasManagedLogin: true };
const namesOf = (name: string) => ({
  userPoolId: `us-east-1_${name}`,
  issuer: `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_${name}`,
});
const ofClient = (clientId: string) => oauthClient({ clientId, explicitAuthFlows });

const cognito = cognitoOfFile({
  pools: [
    userPool(
      { Policies },
      [
        oauthClient({ explicitAuthFlows }),
        oauthClient({ clientId: 'passwords', explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
      ],
      domain,
    ),
    userPool({ Policies }, [ofClient('classic')], {
      ...namesOf('Classic'),
      domain: 'classic',
    }),
    userPool(
      { Policies, MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] },
      [ofClient('strict')],
      { ...namesOf('Strict'), ...domain },
    ),
    userPool({}, [ofClient('bare')], { ...namesOf('Bare'), ...domain }),
  ],
});

const codeOf = (answer: Response) => sentTo(answer).searchParams.get('code');
const alertOf = (html: string) => /role="alert">([^<]*)/.exec(html)?.[1];
const titleOf = (html: string) => /<h1>([^<]*)/.exec(html)?.[1];
const buttonsOf = (html: string) =>
  [...html.matchAll(/<button [^>]*name="answer" value="([^"]*)"/g)].map(([, value]) => value);
const mailedCode = async (to: string) => (await cognito.mailbox(to))[0]?.code ?? '';

/** How the sign-in that an answer ends with was, by its tokens. */
async function methodsOf(answer: Response, client_id = 'appclient') {
  const { body } = await exchange(cognito, codeOf(answer) ?? '', { client_id });
  return decodeJwt(String(body['id_token']))['amr'];
}

/** Opens /login and gives a name. */
async function give(username: string, client_id = 'appclient') {
  const browser = new Browser(cognito);
  const page = await (await browser.open(`/login?${authorizeQuery({ client_id })}`)).text();
  const answer = await browser.submit(page, { username });
  return { browser, answer, page: await answer.text() };
}

describe('first factors on /login', () => {
  it.each([
    ['classic', 'of a domain of the classic pages'],
    ['passwords', 'of a client without USER_AUTH'],
    ['bare', 'of a pool that has passwords alone'],
  ])('login: people of %s, %s, give name and password at once', async (client_id) => {
    const browser = new Browser(cognito);
    const page = await (await browser.open(`/login?${authorizeQuery({ client_id })}`)).text();
    expect(page).toContain('id="password"');
    const forged = await browser.submit(page, { step: 'name', username: 'ann@example.com' });
    expect(forged.status).toBe(400);
    expect(alertOf(await forged.text())).toBe('USER_AUTH is not enabled for the client.');
  });

  it('login: whoever has several chooses; a code by e-mail signs in, a wrong one is asked for again', async () => {
    const { email } = await newUser(cognito);
    const { browser, page } = await give(email);
    expect(titleOf(page)).toBe('Choose how to sign in');
    expect(buttonsOf(page)).toEqual(['EMAIL_OTP', 'PASSWORD']);
    const sent = await (await browser.submit(page, { answer: 'EMAIL_OTP' })).text();
    expect(sent).toContain('We sent a code to u***@e***.');
    const code = await mailedCode(email);
    const wrong = await browser.submit(sent, { code: code === '00000000' ? '1' : '00000000' });
    expect(wrong.status).toBe(400);
    const again = await wrong.text();
    expect(alertOf(again)).toBe('Invalid code or auth state for the user.');
    expect(await methodsOf(await browser.submit(again, { code }))).toEqual(['otp']);
    // The browser stays signed in, as it did.
    const silent = await browser.open(`/oauth2/authorize?${authorizeQuery()}`);
    expect(await methodsOf(silent)).toEqual(['otp']);
  });

  it('login: a code by text message signs in', async () => {
    const { email } = await newUser(cognito);
    await setAttributes(cognito, email, PHONE);
    const { browser, page } = await give(email);
    expect(buttonsOf(page)).toEqual(['EMAIL_OTP', 'SMS_OTP', 'PASSWORD']);
    const sent = await (await browser.submit(page, { answer: 'SMS_OTP' })).text();
    const code = await mailedCode(PHONE.phone_number);
    expect(codeOf(await browser.submit(sent, { code }))).not.toBeNull();
  });

  it('login: the password of a known name; a wrong one does not lead back to the name', async () => {
    const { email } = await newUser(cognito);
    const { browser, page } = await give(email);
    const asked = await (await browser.submit(page, { answer: 'PASSWORD' })).text();
    expect(titleOf(asked)).toBe('Enter your password');
    const wrong = await (await browser.submit(asked, { password: 'Wrong-horse-9' })).text();
    expect(alertOf(wrong)).toBe('Incorrect username or password.');
    expect(titleOf(wrong)).toBe('Enter your password');
    expect(await methodsOf(await browser.submit(wrong, { password: PASSWORD }))).toEqual(['pwd']);
  });

  it('signup: goes without a password, where codes do; the code signs in', async () => {
    const browser = new Browser(cognito);
    const page = await (await browser.open(`/signup?${authorizeQuery()}`)).text();
    expect(page).toContain('Password (optional)');
    const username = 'without@example.com';
    const sent = await (await browser.submit(page, { username, password: '' })).text();
    const done = await browser.submit(sent, { code: await mailedCode(username) });
    expect(await methodsOf(done)).toEqual(['otp']);
    const next = await give(username);
    expect(next.page).toContain('We sent a code to w***@e***.');
    const bare = await new Browser(cognito).open(
      `/signup?${authorizeQuery({ client_id: 'bare' })}`,
    );
    expect(await bare.text()).not.toContain('optional');
  });

  it('login: what somebody has alone is begun with at once', async () => {
    const { email } = await newUser(cognito);
    await setAttributes(cognito, email, { email_verified: 'false' });
    const { browser, page } = await give(email);
    expect(titleOf(page)).toBe('Enter your password');
    expect(codeOf(await browser.submit(page, { password: PASSWORD }))).not.toBeNull();
  });

  it('login: an unknown name reads as a known one, up to the code', async () => {
    const { browser, page } = await give('nobody@example.com');
    expect(buttonsOf(page)).toEqual(['EMAIL_OTP', 'PASSWORD']);
    const sent = await (await browser.submit(page, { answer: 'EMAIL_OTP' })).text();
    expect(sent).toContain('We sent a code to n***@e***.');
    expect(alertOf(await (await browser.submit(sent, { code: '12345678' })).text())).toBe(
      'Invalid code or auth state for the user.',
    );
  });
});

describe('second factors on /login', () => {
  const signIn = async (email: string) => {
    const { browser, page } = await give(email, 'strict');
    return { browser, page: await (await browser.submit(page, { password: PASSWORD })).text() };
  };

  it('MFA_SETUP: an authenticator app, by its key or on this device', async () => {
    const { email } = await newUser(cognito, 'us-east-1_Strict');
    await setAttributes(cognito, email, { email_verified: 'false' }, 'us-east-1_Strict');
    const { browser, page } = await signIn(email);
    expect(titleOf(page)).toBe('Set up a second factor');
    expect(buttonsOf(page)).toEqual(['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
    const setup = await (await browser.submit(page, { answer: 'SOFTWARE_TOKEN_MFA' })).text();
    const secret = /<code>([A-Z2-7]+)<\/code>/.exec(setup)?.[1] ?? '';
    expect(setup).toContain('<svg class="qr-code" role="img"');
    const link = new URL(decodeHtml(/<a href="(otpauth:[^"]*)"/.exec(setup)?.[1] ?? ''));
    expect(decodeURIComponent(link.pathname)).toBe(`/app:${email}`);
    expect(Object.fromEntries(link.searchParams)).toEqual({ secret, issuer: 'app' });
    const code = totp(secret, cognito.clock.now());
    const amr = ['pwd', 'otp', 'mfa'];
    expect(await methodsOf(await browser.submit(setup, { code }), 'strict')).toEqual(amr);
  });

  it('MFA_SETUP: codes by e-mail, once the address is proven', async () => {
    const { email } = await newUser(cognito, 'us-east-1_Strict');
    await setAttributes(cognito, email, { email_verified: 'false' }, 'us-east-1_Strict');
    const { browser, page } = await signIn(email);
    const asked = await (await browser.submit(page, { answer: 'EMAIL_OTP' })).text();
    const refused = await browser.submit(asked, { email: 'nowhere' });
    expect(refused.status).toBe(400);
    const again = await refused.text();
    expect(again).toContain('value="nowhere"');
    const sent = await (await browser.submit(again, { email })).text();
    expect(codeOf(await browser.submit(sent, { code: await mailedCode(email) }))).not.toBeNull();
    // From then on a code follows the password.
    const next = await signIn(email);
    expect(next.page).toContain('We sent a code to');
    const code = await mailedCode(email);
    expect(codeOf(await next.browser.submit(next.page, { code }))).not.toBeNull();
  });
});

describe('/passkeys/add', () => {
  const query = (changes: Record<string, string> = {}) =>
    new URLSearchParams({ client_id: 'appclient', redirect_uri: callback, ...changes }).toString();
  const optionsIn = (html: string) =>
    JSON.parse(decodeHtml(/data-options="([^"]*)"/.exec(html)?.[1] ?? '')) as never;
  const signedIn = async (client_id = 'appclient') => {
    const { email } = await newUser(cognito, client_id === 'bare' ? 'us-east-1_Bare' : POOL_ID);
    const browser = new Browser(cognito);
    const path = `/passkeys/add?${query({ client_id })}`;
    const first = sentTo(await browser.open(path), cognito.url);
    expect([first.pathname, first.searchParams.get('next')]).toEqual(['/login', '/passkeys/add']);
    const page = await (await browser.open(first.pathname + first.search)).text();
    const bare = page.includes('id="password"');
    const next = bare
      ? page
      : await (
          await browser.submit(await (await browser.submit(page, { username: email })).text(), {
            answer: 'PASSWORD',
          })
        ).text();
    const back = await browser.submit(next, { username: email, password: PASSWORD });
    expect(back.headers.get('location')).toBe(path);
    return { browser, email, answer: await browser.open(path) };
  };

  it('passkeys: whoever signs in adds one, comes back to the client, and signs in with it', async () => {
    const { browser, email, answer } = await signedIn();
    expect(answer.headers.get('content-security-policy')).toContain(" script-src 'self';");
    const page = await answer.text();
    const passkey = softwareAuthenticator();
    const credential = JSON.stringify(passkey.create(optionsIn(page)));
    const added = await browser.submit(page, { credential });
    expect(added.headers.get('location')).toBe(callback);
    const again = await browser.submit(page, { credential });
    expect(again.status).toBe(400);
    expect(alertOf(await again.text())).toBe('The challenge has expired.');

    const next = await give(email);
    expect(buttonsOf(next.page)).toEqual(['WEB_AUTHN', 'EMAIL_OTP', 'PASSWORD']);
    const asked = await next.browser.submit(next.page, { answer: 'WEB_AUTHN' });
    expect(asked.headers.get('content-security-policy')).toContain(" script-src 'self';");
    const html = await asked.text();
    const used = passkey.get(optionsIn(html));
    const done = await next.browser.submit(html, { credential: used });
    expect(await methodsOf(done)).toEqual(['pop', 'user']);
    expect((await next.browser.submit(html, { credential: used })).status).toBe(400);
  });

  it('passkeys: refuses a form that did not come from its page, and no credential', async () => {
    const { browser, answer } = await signedIn();
    const page = await answer.text();
    const path = `/passkeys/add?${query()}`;
    const body = new URLSearchParams({ ...hiddenFields(page), _csrf: '' });
    expect((await browser.open(path, { method: 'POST', body })).status).toBe(403);
    expect((await browser.submit(page, { credential: 'none' })).status).toBe(400);
    const stranger = await new Browser(cognito).submit(page, { credential: '{}' });
    expect(sentTo(stranger, cognito.url).pathname).toBe('/login');
  });

  it.each([
    ['a client that is not there', { client_id: 'nobody' }],
    ['an address that is not the client’s', { redirect_uri: 'https://evil.example/' }],
    ['a domain of the classic pages', { client_id: 'classic' }],
  ])('passkeys: refuses %s', async (_name, changes) => {
    const answer = await new Browser(cognito).open(`/passkeys/add?${query(changes)}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.has('location')).toBe(false);
  });

  it('passkeys: refuses them where the pool has none', async () => {
    const { answer } = await signedIn('bare');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('WebAuthnNotEnabledException');
  });

  it('login: leads on to this one page alone', async () => {
    const { email } = await newUser(cognito);
    const browser = new Browser(cognito);
    const evil = authorizeQuery({ client_id: 'passwords', next: 'https://evil.example/' });
    expect(sentTo(await browser.signIn(email, PASSWORD, evil)).origin).toBe(
      new URL(callback).origin,
    );
  });
});
