import { createHash } from 'node:crypto';

import { GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { authorizeQuery, Browser, callback, oauthClient, sentTo } from './hosted-pages.ts';
import { addUser } from './sign-in.ts';
import { CLIENT_ID, PASSWORD, startCognito, userPool } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

const codeOnly = oauthClient({ logicalId: 'CodeOnly', clientId: 'codeonly' });
let failure: string | null = null;
let cognito: CognitoFixture;
beforeAll(async () => {
  const implicit = oauthClient({ allowedOAuthFlows: ['implicit'] });
  const LambdaConfig = { PreTokenGeneration: 'pre' };
  cognito = await startCognito({
    pools: [userPool({ LambdaConfig }, [implicit, codeOnly], { domain: 'sign-in' })],
    invoke: (_name, event) => {
      if (failure !== null) throw new Error(failure);
      const claimsToAddOrOverride = { origin: event.triggerSource };
      return { ...event, response: { claimsOverrideDetails: { claimsToAddOrOverride } } };
    },
  });
  await addUser(cognito, 'ann@example.com');
});
afterAll(() => cognito.stop());

const query = (changes: Record<string, string | null> = {}) =>
  authorizeQuery({
    response_type: 'token',
    code_challenge: null,
    code_challenge_method: null,
    ...changes,
  });
const signIn = (changes: Record<string, string | null> = {}) =>
  new Browser(cognito).signIn('ann@example.com', PASSWORD, query(changes));
const fragmentOf = (answer: Response) =>
  Object.fromEntries(new URLSearchParams(sentTo(answer).hash.slice(1)));

describe('response_type=token', () => {
  it('authorize: tokens come behind #, with state and nonce, without a refresh token', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(302);
    const to = sentTo(answer);
    expect(to.origin + to.pathname).toBe(callback);
    expect(to.search).toBe('');
    const told = fragmentOf(answer);
    expect(Object.keys(told).sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'state',
      'token_type',
    ]);
    expect(told).toMatchObject({ expires_in: '3600', token_type: 'Bearer', state: 'a b&c' });
    const hash = createHash('sha256')
      .update(told['access_token'] ?? '')
      .digest();
    expect(decodeJwt(told['id_token'] ?? '')).toMatchObject({
      aud: CLIENT_ID,
      nonce: 'n-0S6',
      origin: 'TokenGeneration_HostedAuth',
      at_hash: hash.subarray(0, 16).toString('base64url'),
    });
  });

  it('authorize: without openid there is no ID token; the access token opens what its scopes do', async () => {
    const told = fragmentOf(await signIn({ scope: 'aws.cognito.signin.user.admin' }));
    expect(told).not.toHaveProperty('id_token');
    const AccessToken = told['access_token'];
    await expect(cognito.sdk.send(new GetUserCommand({ AccessToken }))).resolves.toBeDefined();
  });

  it('authorize: a browser that is signed in gets tokens at once', async () => {
    const browser = new Browser(cognito);
    await browser.signIn('ann@example.com', PASSWORD, query());
    const answer = await browser.open(`/oauth2/authorize?${query()}`);
    expect(fragmentOf(answer)).toHaveProperty('access_token');
  });

  it('authorize: a client of the code flow may not, and one of the implicit flow gets no code', async () => {
    for (const [name, value] of [
      ['client_id', codeOnly.clientId],
      ['response_type', 'code'],
    ] as const) {
      const browser = new Browser(cognito);
      const answer = await browser.open(`/oauth2/authorize?${query({ [name]: value })}`);
      expect(sentTo(answer).searchParams.get('error')).toBe('unauthorized_client');
    }
  });

  it('authorize: tells the client that the PreTokenGeneration trigger failed', async () => {
    failure = 'no tokens today';
    const told = sentTo(await signIn()).searchParams;
    failure = null;
    expect(Object.fromEntries(told)).toEqual({
      error: 'invalid_request',
      error_description: 'PreTokenGeneration failed with error no tokens today.',
      state: 'a b&c',
    });
  });
});
