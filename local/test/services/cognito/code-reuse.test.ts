import { GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from 'vitest';

import { codeFor, exchange, hostedPool, other, post } from './hosted-pages.ts';
import { addUser } from './sign-in.ts';
import { CLIENT_ID, startCognito } from '../../../testing/start-cognito.ts';
import type { CognitoFixture, Invoke } from '../../../testing/start-cognito.ts';

let cognito: CognitoFixture;
afterEach(() => cognito.stop());

async function start(options: { LambdaConfig?: Record<string, string>; invoke?: Invoke } = {}) {
  const { LambdaConfig = {}, invoke } = options;
  cognito = await startCognito({ pools: [hostedPool({ LambdaConfig })], invoke });
  await addUser(cognito, 'ann@example.com');
}

const scope = 'openid aws.cognito.signin.user.admin';
const refused = { status: 400, body: { error: 'invalid_grant' } };
const getUser = (AccessToken: unknown) =>
  cognito.sdk.send(new GetUserCommand({ AccessToken: String(AccessToken) }));
const refresh = (token: unknown) =>
  post(cognito, '/oauth2/token', {
    grant_type: 'refresh_token',
    client_id: CLIENT_ID,
    refresh_token: String(token),
  });

describe('/oauth2/token with a code that was used', () => {
  it('token: the tokens that the code gave end, others stay', async () => {
    await start();
    const code = await codeFor(cognito, 'ann@example.com', { scope });
    const first = await exchange(cognito, code);
    const elsewhere = await exchange(cognito, await codeFor(cognito, 'ann@example.com', { scope }));
    await expect(getUser(first.body['access_token'])).resolves.toBeDefined();
    expect(await exchange(cognito, code)).toMatchObject(refused);
    await expect(getUser(first.body['access_token'])).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Access Token has been revoked',
    });
    expect(await refresh(first.body['refresh_token'])).toMatchObject(refused);
    expect(await refresh(elsewhere.body['refresh_token'])).toMatchObject({ status: 200 });
  });

  it.each([
    ['another client', { client_id: other.clientId }, 0],
    ['no verifier', { code_verifier: undefined }, 0],
    ['the right parameters, an hour later', {}, 3_600_000],
  ])(
    'token: it does not matter that the second offer came with %s',
    async (_how, changes, wait) => {
      await start();
      const code = await codeFor(cognito, 'ann@example.com', { scope });
      const { body } = await exchange(cognito, code);
      cognito.clock.advance(wait);
      expect(await exchange(cognito, code, changes)).toMatchObject(refused);
      expect(await refresh(body['refresh_token'])).toMatchObject(refused);
    },
  );

  it('token: of two offers at once neither leaves tokens that work', async () => {
    let release: (value?: unknown) => void = () => undefined;
    const held = new Promise((resolve) => (release = resolve));
    await start({
      LambdaConfig: { PreTokenGeneration: 'pre' },
      invoke: async (_name, event) => {
        await held;
        return event;
      },
    });
    const code = await codeFor(cognito, 'ann@example.com', { scope });
    const first = exchange(cognito, code);
    const second = await exchange(cognito, code);
    release();
    expect(second).toMatchObject(refused);
    expect(await first).toMatchObject(refused);
  });
});
