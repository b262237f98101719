import {
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  authorizeQuery,
  Browser,
  codeFor,
  confidential,
  exchange,
  hostedPool,
  other,
  post,
  sentTo,
} from './hosted-pages.ts';
import { addUser, passwordSignIn } from './sign-in.ts';
import { CLIENT_ID, POOL_ID, startCognito } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

let cognito: CognitoFixture;
let sub: string;
beforeAll(async () => {
  cognito = await startCognito({ pools: [hostedPool()] });
  sub = await addUser(cognito, 'ann@example.com');
});
afterAll(() => cognito.stop());

const ann = (changes: Record<string, string | null> = {}) =>
  codeFor(cognito, 'ann@example.com', changes);
const basic = (secret: string) => ({
  authorization: `Basic ${Buffer.from(`${confidential.clientId}:${secret}`).toString('base64')}`,
});

describe('/oauth2/token authorization_code', () => {
  it('token: a code gives three tokens that aws-jwt-verify trusts, with scope and nonce', async () => {
    const { status, body } = await exchange(cognito, await ann());
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const verifierOf = (tokenUse: 'id' | 'access') =>
      CognitoJwtVerifier.create({ userPoolId: POOL_ID, clientId: CLIENT_ID, tokenUse });
    const keys = await (await fetch(`${cognito.url}/${POOL_ID}/.well-known/jwks.json`)).json();
    const [idVerifier, accessVerifier] = [verifierOf('id'), verifierOf('access')];
    idVerifier.cacheJwks(keys as never);
    accessVerifier.cacheJwks(keys as never);
    const id = await idVerifier.verify(String(body['id_token']));
    expect(id).toMatchObject({ sub, aud: CLIENT_ID, nonce: 'n-0S6', email: 'ann@example.com' });
    const access = await accessVerifier.verify(String(body['access_token']));
    expect(access).toMatchObject({ sub, client_id: CLIENT_ID, scope: 'openid email' });
    expect(access).not.toHaveProperty('nonce');
  });

  it('token: no scope asks for all that the client may have', async () => {
    const { body } = await exchange(cognito, await ann({ scope: null }));
    expect(decodeJwt(String(body['access_token']))['scope']).toBe(
      'openid email profile aws.cognito.signin.user.admin',
    );
    const AccessToken = String(body['access_token']);
    expect(await cognito.sdk.send(new GetUserCommand({ AccessToken }))).toMatchObject({
      Username: sub,
    });
  });

  it('token: without openid there is no ID token, also after a refresh', async () => {
    const code = await ann({ client_id: confidential.clientId, scope: 'users/read' });
    const changes = { client_id: undefined };
    const { body } = await exchange(cognito, code, changes, basic('a-client-secret'));
    expect(Object.keys(body).sort()).toEqual([
      'access_token',
      'expires_in',
      'refresh_token',
      'token_type',
    ]);
    const form = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
    const refreshed = await post(cognito, '/oauth2/token', form, basic('a-client-secret'));
    expect(refreshed.status).toBe(200);
    expect(refreshed.body).not.toHaveProperty('id_token');
    expect(decodeJwt(String(refreshed.body['access_token']))['scope']).toBe('users/read');
  });

  it('token: without the user scope the access token opens no user operation', async () => {
    const { body } = await exchange(cognito, await ann({ scope: 'openid' }));
    const call = cognito.sdk.send(
      new GetUserCommand({ AccessToken: String(body['access_token']) }),
    );
    await expect(call).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('token: auth_time is when the person signed in, not when the browser came back', async () => {
    const browser = new Browser(cognito);
    await browser.signIn('ann@example.com');
    const signedIn = Math.floor(cognito.clock.now() / 1000);
    cognito.clock.advance(10 * 60_000);
    const again = await browser.open(`/oauth2/authorize?${authorizeQuery()}`);
    const { body } = await exchange(cognito, sentTo(again).searchParams.get('code') ?? '');
    const claims = decodeJwt(String(body['id_token']));
    expect(claims['auth_time']).toBe(signedIn);
    expect(claims.iat).toBe(signedIn + 600);
  });

  it('token: a request without a challenge needs no verifier', async () => {
    const plain = { code_challenge: null, code_challenge_method: null };
    expect(await exchange(cognito, await ann(plain), { code_verifier: undefined })).toMatchObject({
      status: 200,
    });
    expect(await exchange(cognito, await ann(plain))).toMatchObject({
      body: { error: 'invalid_grant' },
    });
  });

  it('token: a code is good once', async () => {
    const code = await ann();
    expect(await exchange(cognito, code)).toMatchObject({ status: 200 });
    expect(await exchange(cognito, code)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it('token: a code is good for five minutes', async () => {
    const code = await ann();
    cognito.clock.advance(5 * 60_000);
    expect(await exchange(cognito, code)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it.each([
    ['another client', { client_id: other.clientId }, 'invalid_grant'],
    ['another redirect_uri', { redirect_uri: 'http://localhost:3000/' }, 'invalid_grant'],
    ['no redirect_uri', { redirect_uri: undefined }, 'invalid_grant'],
    ['another verifier', { code_verifier: 'B'.repeat(43) }, 'invalid_grant'],
    ['no verifier', { code_verifier: undefined }, 'invalid_grant'],
    [
      'the challenge as verifier',
      { code_verifier: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' },
      'invalid_grant',
    ],
    ['a made-up code', { code: 'A'.repeat(43) }, 'invalid_grant'],
    ['no code', { code: undefined }, 'invalid_request'],
  ])('token: refuses %s', async (_name, changes, error) => {
    const answer = await exchange(cognito, await ann(), changes);
    expect(answer).toMatchObject({ status: 400, body: { error } });
    expect(answer.body).not.toHaveProperty('access_token');
  });

  it('token: a code of a client with a secret needs the secret', async () => {
    const request = { client_id: confidential.clientId };
    const refused = await exchange(cognito, await ann(request), request);
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
    const wrong = await exchange(
      cognito,
      await ann(request),
      { client_id: undefined },
      basic('wrong'),
    );
    expect(wrong).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
  });

  it('token: refuses the code of a user disabled meanwhile', async () => {
    await addUser(cognito, 'off@example.com');
    const code = await codeFor(cognito, 'off@example.com');
    await cognito.sdk.send(
      new AdminDisableUserCommand({ UserPoolId: POOL_ID, Username: 'off@example.com' }),
    );
    expect(await exchange(cognito, code)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });
});

describe('/oauth2/userInfo', () => {
  const userInfo = async (token: string | null, method = 'GET') => {
    const headers: Record<string, string> =
      token === null ? {} : { authorization: `Bearer ${token}` };
    const answer = await fetch(`${cognito.url}/oauth2/userInfo`, { method, headers });
    return {
      status: answer.status,
      body: await answer.json(),
      headers: answer.headers,
    };
  };

  it.each(['GET', 'POST'])('userInfo: %s answers what the scopes open, as text', async (method) => {
    const { body } = await exchange(cognito, await ann());
    expect(await userInfo(String(body['access_token']), method)).toMatchObject({
      status: 200,
      body: { sub, username: sub, email: 'ann@example.com', email_verified: 'true' },
    });
  });

  it('userInfo: refuses no token as a bad request', async () => {
    const answer = await userInfo(null);
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_request"');
  });

  it('userInfo: refuses a token without openid, an ID token, a broken and a revoked one', async () => {
    const byApi = await passwordSignIn(cognito, 'ann@example.com');
    await addUser(cognito, 'out@example.com');
    const { body } = await exchange(cognito, await codeFor(cognito, 'out@example.com'));
    const access = String(body['access_token']);
    expect(await userInfo(access)).toMatchObject({ status: 200 });
    await cognito.sdk.send(
      new AdminUserGlobalSignOutCommand({ UserPoolId: POOL_ID, Username: 'out@example.com' }),
    );
    for (const token of [byApi.AccessToken, String(body['id_token']), `${access}x`, access]) {
      const answer = await userInfo(token);
      expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    }
  });
});

describe('/oauth2/revoke', () => {
  const revoke = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    post(cognito, '/oauth2/revoke', form, headers);

  it('revoke: ends the refresh token and the access tokens of its sign-in', async () => {
    const { body } = await exchange(cognito, await ann());
    const token = String(body['refresh_token']);
    expect(await revoke({ token, client_id: CLIENT_ID })).toEqual({ status: 200, body: {} });
    const form = { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: token };
    expect(await post(cognito, '/oauth2/token', form)).toMatchObject({
      body: { error: 'invalid_grant' },
    });
    const answer = await fetch(`${cognito.url}/oauth2/userInfo`, {
      headers: { authorization: `Bearer ${String(body['access_token'])}` },
    });
    expect(answer.status).toBe(401);
  });

  it('revoke: an unknown token is no error', async () => {
    expect(await revoke({ token: 'unknown', client_id: CLIENT_ID })).toMatchObject({ status: 200 });
  });

  it('revoke: refuses an access token, no token, no client and the token of another client', async () => {
    const { body } = await exchange(cognito, await ann());
    const client = { client_id: CLIENT_ID };
    expect(await revoke({ token: String(body['access_token']), ...client })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_token_type' },
    });
    expect(await revoke(client)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await revoke({ token: 'x' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
    const token = String(body['refresh_token']);
    expect(await revoke({ token, client_id: other.clientId })).toMatchObject({
      status: 400,
      body: { error: 'unauthorized_client' },
    });
    const form = { grant_type: 'refresh_token', refresh_token: token, ...client };
    expect(await post(cognito, '/oauth2/token', form)).toMatchObject({ status: 200 });
  });

  it('revoke: a client with a secret must prove it', async () => {
    const form = { token: 'x', client_id: confidential.clientId };
    expect(await revoke(form)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await revoke({ token: 'x' }, basic('a-client-secret'))).toMatchObject({ status: 200 });
  });
});
