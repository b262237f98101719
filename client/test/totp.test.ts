import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCognitoWithTotp } from 'appsync-on-a-laptop/testing/cognito-with-totp';
import type { CognitoWithTotp } from 'appsync-on-a-laptop/testing/cognito-with-totp';
import { CLIENT_ID, PASSWORD, POOL_ID } from 'appsync-on-a-laptop/testing/start-cognito';
import { cognitoAuth } from '../index.ts';
import { SessionStore } from '../react/session-store.ts';

let person: CognitoWithTotp;
beforeAll(async () => {
  person = await startCognitoWithTotp('ann@example.com');
});
afterAll(() => person.cognito.stop());

test('signIn: asks for the code of the authenticator app, again after a wrong one', async () => {
  const endpoint = person.cognito.url;
  const auth = cognitoAuth({ endpoint, userPoolId: POOL_ID, clientId: CLIENT_ID });
  const session = new SessionStore(auth);
  await session.signIn(person.username, PASSWORD);
  expect(session.getState()).toMatchObject({ status: 'totpRequired', user: null, error: null });
  await session.confirmTotp('no digits');
  expect(session.getState()).toMatchObject({ status: 'totpRequired' });
  expect(session.getState().error).not.toBeNull();
  await session.confirmTotp(person.nextCode());
  expect(session.getState()).toMatchObject({ status: 'signedIn', error: null });
  expect(auth.state).toMatchObject({ status: 'signedIn', user: { username: expect.any(String) } });
  await expect(session.confirmTotp('123456')).rejects.toThrow('sign in first');
});
