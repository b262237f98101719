import { AdminDisableUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  authorizeQuery,
  Browser,
  callback,
  hostedPool,
  other,
  sentTo,
  signedOut,
} from './hosted-pages.ts';
import { addUser } from './sign-in.ts';
import { CLIENT_ID, POOL_ID, startCognito, userPool } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

let cognito: CognitoFixture;
beforeAll(async () => {
  cognito = await startCognito({ pools: [hostedPool()] });
  await addUser(cognito, 'ann@example.com');
});
afterAll(() => cognito.stop());

const authorize = (changes: Record<string, string | null> = {}, browser = new Browser(cognito)) =>
  browser.open(`/oauth2/authorize?${authorizeQuery(changes)}`);

describe('/oauth2/authorize', () => {
  it('authorize: leads to the sign-in page with the same parameters', async () => {
    const answer = await authorize();
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/login?${authorizeQuery()}`);
  });

  it('authorize: a browser that has signed in gets a code and the state without a page', async () => {
    const browser = new Browser(cognito);
    await browser.signIn('ann@example.com');
    const target = sentTo(await authorize({}, browser));
    expect(target.origin + target.pathname).toBe(callback);
    expect(target.searchParams.get('code')).toMatch(/^[\w-]{43}$/);
    expect(target.searchParams.get('state')).toBe('a b&c');
  });

  it('authorize: prompt=login asks again, prompt=none never asks', async () => {
    const browser = new Browser(cognito);
    const none = sentTo(await authorize({ prompt: 'none' }, browser));
    expect(Object.fromEntries(none.searchParams)).toEqual({
      error: 'login_required',
      state: 'a b&c',
    });
    await browser.signIn('ann@example.com');
    expect(sentTo(await authorize({ prompt: 'none' }, browser)).searchParams.has('code')).toBe(
      true,
    );
    const login = await authorize({ prompt: 'login' }, browser);
    expect(login.headers.get('location')).toMatch(/^\/login\?/);
  });

  it('authorize: the session of a browser ends after an hour', async () => {
    const browser = new Browser(cognito);
    await browser.signIn('ann@example.com');
    cognito.clock.advance(60 * 60_000);
    expect((await authorize({}, browser)).headers.get('location')).toMatch(/^\/login\?/);
  });

  it('authorize: a disabled user is asked to sign in', async () => {
    await addUser(cognito, 'gone@example.com');
    const browser = new Browser(cognito);
    await browser.signIn('gone@example.com');
    await cognito.sdk.send(
      new AdminDisableUserCommand({ UserPoolId: POOL_ID, Username: 'gone@example.com' }),
    );
    expect((await authorize({}, browser)).headers.get('location')).toMatch(/^\/login\?/);
  });

  it('authorize: a made-up session cookie is none', async () => {
    const browser = new Browser(cognito);
    browser.cookies.set(`cognito-${POOL_ID}`, 'A'.repeat(43));
    expect((await authorize({}, browser)).headers.get('location')).toMatch(/^\/login\?/);
  });

  it.each([
    ['an unknown client', { client_id: 'nobody' }, 'invalid_client'],
    ['no client', { client_id: null }, 'invalid_client'],
    ['no redirect_uri', { redirect_uri: null }, 'redirect_mismatch'],
    ['another site', { redirect_uri: 'https://evil.example/' }, 'redirect_mismatch'],
    ['a longer path', { redirect_uri: `${callback}/more` }, 'redirect_mismatch'],
    ['another case', { redirect_uri: callback.toUpperCase() }, 'redirect_mismatch'],
    ['an added query', { redirect_uri: `${callback}?a=1` }, 'redirect_mismatch'],
    [
      'a user in front',
      { redirect_uri: 'http://localhost:3000@evil.example/' },
      'redirect_mismatch',
    ],
  ])('authorize: redirects nowhere for %s', async (_name, changes, error) => {
    for (const path of ['/oauth2/authorize', '/login']) {
      const answer = await new Browser(cognito).open(`${path}?${authorizeQuery(changes)}`);
      expect(answer.status).toBe(400);
      expect(answer.headers.has('location')).toBe(false);
      expect(await answer.text()).toContain(error);
    }
  });

  it('authorize: redirects nowhere when a parameter is given twice', async () => {
    const query = `${authorizeQuery()}&redirect_uri=https://evil.example/`;
    const answer = await new Browser(cognito).open(`/oauth2/authorize?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.has('location')).toBe(false);
  });

  it.each([
    ['no response_type', { response_type: null }, 'invalid_request'],
    ['an unknown response_type', { response_type: 'id_token' }, 'invalid_request'],
    [
      'the implicit flow, which the client may not use',
      { response_type: 'token' },
      'unauthorized_client',
    ],
    ['a challenge without its method', { code_challenge_method: null }, 'invalid_request'],
    ['a method without its challenge', { code_challenge: null }, 'invalid_request'],
    ['the method plain', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge of another length', { code_challenge: 'abc' }, 'invalid_request'],
    ['an unknown scope', { scope: 'openid all' }, 'invalid_scope'],
    ['a scope the client may not have', { scope: 'openid users/read' }, 'invalid_scope'],
    ['email without openid', { scope: 'email' }, 'invalid_scope'],
    ['another identity provider', { identity_provider: 'Google' }, 'invalid_request'],
  ])('authorize: tells the client of %s', async (_name, changes, error) => {
    const answer = await authorize(changes);
    expect(answer.status).toBe(302);
    const target = sentTo(answer);
    expect(target.origin + target.pathname).toBe(callback);
    expect(Object.fromEntries(target.searchParams)).toEqual({ error, state: 'a b&c' });
  });

  it('authorize: refuses a client without the flow, and machine clients', async () => {
    const answer = await authorize({ client_id: 'machineclient' });
    expect(answer.status).toBe(400);
    const bare = await startCognito({ pools: [userPool()] });
    const page = await new Browser(bare).open(`/oauth2/authorize?${authorizeQuery()}`);
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('has no domain');
    await bare.stop();
  });
});

describe('/logout', () => {
  it('logout: ends the session of the browser and goes to the registered URI', async () => {
    const browser = new Browser(cognito);
    await browser.signIn('ann@example.com');
    const stolen = new Map(browser.cookies);
    const query = new URLSearchParams({ client_id: CLIENT_ID, logout_uri: signedOut });
    const answer = await browser.open(`/logout?${query.toString()}`);
    expect(answer.headers.get('location')).toBe(signedOut);
    expect(browser.cookies.has(`cognito-${POOL_ID}`)).toBe(false);
    for (const [name, value] of stolen) browser.cookies.set(name, value);
    expect((await authorize({}, browser)).headers.get('location')).toMatch(/^\/login\?/);
  });

  it('logout: with redirect_uri leads to the sign-in page', async () => {
    const answer = await new Browser(cognito).open(`/logout?${authorizeQuery()}`);
    expect(answer.headers.get('location')).toBe(`/login?${authorizeQuery()}`);
  });

  it.each([
    ['an unregistered logout_uri', { client_id: CLIENT_ID, logout_uri: 'https://evil.example/' }],
    ['a callback as logout_uri', { client_id: CLIENT_ID, logout_uri: callback }],
    ['no URI', { client_id: CLIENT_ID }],
    ['no client', { logout_uri: signedOut }],
    ['an unknown client', { client_id: 'nobody', logout_uri: signedOut }],
    [
      'an unregistered redirect_uri',
      { client_id: other.clientId, redirect_uri: 'https://evil.example/' },
    ],
  ])('logout: redirects nowhere for %s', async (_name, query) => {
    const path = `/logout?${new URLSearchParams(query as Record<string, string>).toString()}`;
    const answer = await new Browser(cognito).open(path);
    expect(answer.status).toBe(400);
    expect(answer.headers.has('location')).toBe(false);
  });
});
