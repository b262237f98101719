import {
  AssociateSoftwareTokenCommand,
  InitiateAuthCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CLIENT_ID,
  PASSWORD,
  POOL_ID,
  startCognito,
  userPool,
} from 'appsync-on-a-laptop/testing/start-cognito';
import type { CognitoFixture } from 'appsync-on-a-laptop/testing/start-cognito';
import { totp } from 'appsync-on-a-laptop/testing/totp';
import { cognitoAuth } from '../index.ts';
import { SessionStore } from '../react/session-store.ts';

const USERNAME = 'ann@example.com';

let cognito: CognitoFixture;
let secret: string;

/** A person with an authenticator app. */
beforeAll(async () => {
  const MfaConfiguration = 'OPTIONAL';
  cognito = await startCognito({
    pools: [userPool({ MfaConfiguration, EnabledMfas: ['SOFTWARE_TOKEN_MFA'] })],
  });
  const user = { UserPoolId: POOL_ID, Username: USERNAME };
  await cognito.sdk.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await cognito.sdk.send(
    new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }),
  );
  const { AuthenticationResult } = await cognito.sdk.send(
    new InitiateAuthCommand({
      ClientId: CLIENT_ID,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );
  const AccessToken = AuthenticationResult?.AccessToken;
  const { SecretCode = '' } = await cognito.sdk.send(
    new AssociateSoftwareTokenCommand({ AccessToken }),
  );
  secret = SecretCode;
  const UserCode = totp(secret, cognito.clock.now());
  await cognito.sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await cognito.sdk.send(
    new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }),
  );
});
afterAll(() => cognito.stop());

test('signIn: asks for the code of the authenticator app, again after a wrong one', async () => {
  const auth = cognitoAuth({ endpoint: cognito.url, userPoolId: POOL_ID, clientId: CLIENT_ID });
  const session = new SessionStore(auth);
  await session.signIn(USERNAME, PASSWORD);
  expect(session.getState()).toMatchObject({ status: 'totpRequired', user: null, error: null });
  await session.confirmTotp('no digits');
  expect(session.getState()).toMatchObject({ status: 'totpRequired' });
  expect(session.getState().error).not.toBeNull();
  cognito.clock.advance(30_000);
  await session.confirmTotp(totp(secret, cognito.clock.now()));
  expect(session.getState()).toMatchObject({ status: 'signedIn', error: null });
  expect(auth.state).toMatchObject({ status: 'signedIn', user: { username: expect.any(String) } });
  await expect(session.confirmTotp('123456')).rejects.toThrow('sign in first');
});
