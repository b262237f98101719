import { request as httpRequest } from 'node:http';

import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { totpCode } from '../../../services/cognito/credentials/totp.ts';
import {
  authorizeQuery,
  Browser,
  callback,
  confidential,
  hiddenFields,
  hostedPool,
  oauthClient,
  sentTo,
} from './hosted-pages.ts';
import { addUser } from './sign-in.ts';
import { PASSWORD, POOL_ID, startCognito, userPool } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';
import { wrongTotpCode } from './wrong-totp-code.ts';

let cognito: CognitoFixture;
beforeAll(async () => {
  cognito = await startCognito({ pools: [hostedPool()] });
  await addUser(cognito, 'ann@example.com');
});
afterAll(() => cognito.stop());

const codeOf = (answer: Response) => sentTo(answer).searchParams.get('code');

describe('/login', () => {
  it('login: the right password leads to the client with a code, and marks the browser', async () => {
    const browser = new Browser(cognito);
    const answer = await browser.signIn('ann@example.com');
    expect(answer.status).toBe(302);
    expect(codeOf(answer)).toMatch(/^[\w-]{43}$/);
    const [pair, ...attributes] = answer.headers.getSetCookie().join().split('; ');
    expect(pair).toMatch(new RegExp(`^cognito-${POOL_ID}=[\\w-]{43}$`));
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=3600', 'Path=/', 'SameSite=Lax']);
  });

  it('login: a client with a secret needs none of it here', async () => {
    const query = authorizeQuery({ client_id: confidential.clientId });
    expect(
      codeOf(await new Browser(cognito).signIn('ann@example.com', PASSWORD, query)),
    ).not.toBeNull();
  });

  it('login: runs no script, loads nothing, is framed nowhere, posts to itself and the client', async () => {
    const answer = await new Browser(cognito).open(`/login?${authorizeQuery()}`);
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self' http://localhost:3000",
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('login: what comes from the address and the form is text, never markup', async () => {
    const attack = '"><script>alert(1)</script>';
    const browser = new Browser(cognito);
    const query = authorizeQuery({ state: attack, login_hint: attack });
    const page = await (await browser.open(`/login?${query}`)).text();
    expect(page).not.toContain('<script');
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    const again = await (await browser.submit(page, { username: attack, password: 'x' })).text();
    expect(again).not.toContain('<script');
  });

  it('login: a wrong password and an unknown user read the same', async () => {
    const texts = await Promise.all(
      ['ann@example.com', 'nobody@example.com'].map(async (name) => {
        const answer = await new Browser(cognito).signIn(name, 'Wrong-horse-9');
        return {
          status: answer.status,
          text: /role="alert">([^<]*)/.exec(await answer.text())?.[1],
        };
      }),
    );
    const refused = { status: 400, text: 'Incorrect username or password.' };
    expect(texts).toEqual([refused, refused]);
  });

  it('login: tells of an unknown user where the client lets it', async () => {
    const open = oauthClient({ preventUserExistenceErrors: false });
    const legacy = await startCognito({ pools: [userPool({}, [open], { domain: 'sign-in' })] });
    const answer = await new Browser(legacy).signIn('nobody@example.com');
    expect(await answer.text()).toContain('User does not exist.');
    await legacy.stop();
  });

  it('login: a good password after a wrong one on the same page signs in', async () => {
    const browser = new Browser(cognito);
    const again = await browser.signIn('ann@example.com', 'Wrong-horse-9');
    const answer = await browser.submit(await again.text(), {
      username: 'ann@example.com',
      password: PASSWORD,
    });
    expect(codeOf(answer)).not.toBeNull();
  });

  it.each([
    ['without its token', { _csrf: '' }, {}],
    ['with a made-up token', { _csrf: 'A'.repeat(43) }, {}],
    ['from another site', {}, { 'sec-fetch-site': 'cross-site' }],
  ])('login: refuses a form %s', async (_name, fields, headers) => {
    const browser = new Browser(cognito);
    const path = `/login?${authorizeQuery()}`;
    const hidden = hiddenFields(await (await browser.open(path)).text());
    const body = new URLSearchParams({
      ...hidden,
      username: 'ann@example.com',
      password: PASSWORD,
      ...fields,
    });
    const answer = await browser.open(path, { method: 'POST', headers, body });
    expect(answer.status).toBe(403);
    expect(answer.headers.has('location')).toBe(false);
  });

  it('login: refuses the token of another browser and of another client', async () => {
    const [mine, theirs] = [new Browser(cognito), new Browser(cognito)];
    const page = await (await mine.open(`/login?${authorizeQuery()}`)).text();
    await theirs.open(`/login?${authorizeQuery()}`);
    expect(
      (await theirs.submit(page, { username: 'ann@example.com', password: PASSWORD })).status,
    ).toBe(403);
    const body = new URLSearchParams({
      ...hiddenFields(page),
      username: 'ann@example.com',
      password: PASSWORD,
    });
    const path = `/login?${authorizeQuery({ client_id: confidential.clientId })}`;
    expect((await mine.open(path, { method: 'POST', body })).status).toBe(403);
  });

  it('login: a form for an unregistered redirect_uri is not even read', async () => {
    const path = `/login?${authorizeQuery({ redirect_uri: 'https://evil.example/' })}`;
    const answer = await new Browser(cognito).open(path, { method: 'POST', body: 'username=a' });
    expect(answer.status).toBe(400);
    expect(answer.headers.has('location')).toBe(false);
  });
});

describe('/login challenges', () => {
  it('login: an invited user chooses a password by the rules of the pool', async () => {
    await cognito.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: POOL_ID,
        Username: 'new@example.com',
        TemporaryPassword: 'Temporary-1-x',
        MessageAction: 'SUPPRESS',
      }),
    );
    const browser = new Browser(cognito);
    const page = await (await browser.signIn('new@example.com', 'Temporary-1-x')).text();
    expect(page).toContain('Change your password');
    const weak = await browser.submit(page, { newPassword: 'weak' });
    expect(weak.status).toBe(400);
    const text = await weak.text();
    expect(text).toContain('Password did not conform with password policy');
    expect(codeOf(await browser.submit(text, { newPassword: PASSWORD }))).not.toBeNull();
    expect(codeOf(await new Browser(cognito).signIn('new@example.com'))).not.toBeNull();
  });

  it('login: refuses a new password with a made-up session', async () => {
    await addUser(cognito, 'victim@example.com');
    const browser = new Browser(cognito);
    const page = await (await browser.open(`/login?${authorizeQuery()}`)).text();
    const answer = await browser.submit(page, {
      step: 'NEW_PASSWORD_REQUIRED',
      username: 'victim@example.com',
      session: 'A'.repeat(128),
      newPassword: 'Another-horse-9',
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Invalid session for the user');
    expect(codeOf(await new Browser(cognito).signIn('victim@example.com'))).not.toBeNull();
  });

  it('login: a pool with MFA sets the authenticator app up, then asks for its codes', async () => {
    const pool = hostedPool({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    const strict = await startCognito({ pools: [pool] });
    await addUser(strict, 'ann@example.com');
    const browser = new Browser(strict);
    const setup = await (await browser.signIn('ann@example.com')).text();
    const secret = /<code>([A-Z2-7]+)<\/code>/.exec(setup)?.[1] ?? '';
    const right = totpCode(secret, strict.clock.now());
    const wrong = wrongTotpCode(secret, strict.clock.now());
    const refused = await browser.submit(setup, { code: wrong });
    expect(refused.status).toBe(400);
    const again = await refused.text();
    expect(again).toContain(secret);
    expect(codeOf(await browser.submit(again, { code: right }))).not.toBeNull();

    strict.clock.advance(60_000);
    const next = new Browser(strict);
    const page = await (await next.signIn('ann@example.com')).text();
    expect(page).toContain('Code of your authenticator app');
    expect((await next.submit(page, { code: right })).status).toBe(400);
    const code = totpCode(secret, strict.clock.now());
    expect(codeOf(await next.submit(page, { code }))).not.toBeNull();
    await strict.stop();
  });

  it('login: PreAuthentication can refuse, PostAuthentication is told once', async () => {
    const pool = hostedPool({
      LambdaConfig: { PreAuthentication: 'pre', PostAuthentication: 'post' },
    });
    let open = false;
    const invoke = (name: string) => {
      if (name === 'pre' && !open) throw new Error('closed today');
    };
    const guarded = await startCognito({ pools: [pool], invoke });
    await addUser(guarded, 'ann@example.com');
    const refused = await new Browser(guarded).signIn('ann@example.com');
    expect(await refused.text()).toContain('PreAuthentication failed with error closed today.');
    open = true;
    guarded.events.length = 0;
    expect(codeOf(await new Browser(guarded).signIn('ann@example.com'))).not.toBeNull();
    expect(guarded.events.map(({ triggerSource }) => triggerSource)).toEqual([
      'PreAuthentication_Authentication',
      'PostAuthentication_Authentication',
    ]);
    await guarded.stop();
  });
});

describe('host names', () => {
  const get = (path: string, host: string): Promise<number> =>
    new Promise((resolve, reject) => {
      httpRequest(cognito.url + path, { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  const paths = ['/mailbox', `/login?${authorizeQuery()}`, `/oauth2/authorize?${authorizeQuery()}`];

  it.each(paths)('hosts: %s answers under the names of this machine', async (path) => {
    for (const host of ['localhost', 'localhost:4000', '127.0.0.1:4000', '[::1]:4000']) {
      expect(await get(path, host)).toBeLessThan(400);
    }
  });

  it.each([...paths, `/logout?client_id=appclient&logout_uri=${callback}`])(
    'hosts: %s refuses a name that another site gave this address',
    async (path) => {
      for (const host of [
        'evil.example',
        'localhost.evil.example:4000',
        '127.0.0.1.evil.example',
      ]) {
        expect(await get(path, host)).toBe(403);
      }
    },
  );
});
