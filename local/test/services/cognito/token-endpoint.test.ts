import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addUser, passwordSignIn } from './sign-in.ts';
import { CLIENT_ID, machineClient, POOL_ID, startCognito } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

let cognito: CognitoFixture;
beforeAll(async () => {
  cognito = await startCognito();
});
afterAll(() => cognito.stop());

interface TokenAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function post(
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const body = new URLSearchParams(form);
  const answer = await fetch(`${cognito.url}/oauth2/token`, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
const machine = basic(machineClient.clientId, 'machine-secret');
const grant = { grant_type: 'client_credentials' };

describe('/oauth2/token client_credentials', () => {
  it('token: Basic credentials give an access token with all scopes, for the client itself', async () => {
    const { status, body } = await post(grant, machine);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 3600, token_type: 'Bearer' });
    expect(body).not.toHaveProperty('refresh_token');
    const keys = createRemoteJWKSet(new URL(`${cognito.url}/${POOL_ID}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(String(body['access_token']), keys);
    expect(payload).toMatchObject({
      sub: machineClient.clientId,
      client_id: machineClient.clientId,
      token_use: 'access',
      scope: 'users/read users/write',
      version: 2,
    });
    expect(payload).not.toHaveProperty('username');
  });

  it('token: credentials in the form and a part of the scopes', async () => {
    const { status, body } = await post({
      ...grant,
      scope: 'users/read',
      client_id: machineClient.clientId,
      client_secret: 'machine-secret',
    });
    expect(status).toBe(200);
    const payload = JSON.parse(
      Buffer.from(String(body['access_token']).split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;
    expect(payload['scope']).toBe('users/read');
  });

  it.each([
    ['a wrong secret', grant, basic('machineclient', 'wrong'), 'invalid_client'],
    ['no secret', { ...grant, client_id: 'machineclient' }, {}, 'invalid_client'],
    ['an unknown client', grant, basic('nobody', 'machine-secret'), 'invalid_client'],
    ['no client', grant, {}, 'invalid_client'],
    [
      'a scope that is not the client’s',
      { ...grant, scope: 'users/admin' },
      machine,
      'invalid_scope',
    ],
    [
      'one such scope among good ones',
      { ...grant, scope: 'users/read openid' },
      machine,
      'invalid_scope',
    ],
    ['a client without the flow', { ...grant, client_id: CLIENT_ID }, {}, 'unauthorized_client'],
    ['another grant', { grant_type: 'password' }, machine, 'unsupported_grant_type'],
    [
      'an inherited property as grant',
      { grant_type: 'constructor' },
      machine,
      'unsupported_grant_type',
    ],
    ['no grant', {}, machine, 'invalid_request'],
  ])('token: refuses %s', async (_name, form, headers, error) => {
    const answer = await post(form, headers);
    expect(answer).toMatchObject({ status: 400, body: { error } });
    expect(answer.body).not.toHaveProperty('access_token');
  });

  it('token: refuses a body that is no form', async () => {
    const answer = await fetch(`${cognito.url}/oauth2/token`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
  });
});

describe('/oauth2/token refresh_token', () => {
  it('token: gives new tokens to the client that has the refresh token', async () => {
    await addUser(cognito, 'ann@example.com');
    const tokens = await passwordSignIn(cognito, 'ann@example.com');
    const form = { grant_type: 'refresh_token', refresh_token: tokens.RefreshToken };
    const good = await post({ ...form, client_id: CLIENT_ID });
    expect(good.status).toBe(200);
    expect(good.body).toHaveProperty('id_token');
    expect(await post(form, machine)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });
});
