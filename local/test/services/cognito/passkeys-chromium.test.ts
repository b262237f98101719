import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addAuthenticator } from '../../../testing/virtual-authenticator.ts';
import { clientsIn, startInChromium } from './in-chromium.ts';
import type { ChromiumFixture, Clients } from './in-chromium.ts';
import { addUser } from './sign-in.ts';
import { missing } from './stock-clients.ts';
import { client, PASSWORD, userPool } from '../../../testing/start-cognito.ts';

let pool: ChromiumFixture;
beforeAll(async () => {
  if (missing) return;
  const AllowedFirstAuthFactors = ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'];
  const properties = {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors } },
    WebAuthnRelyingPartyID: 'example.com',
    WebAuthnUserVerification: 'required',
  };
  const explicitAuthFlows = ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
  pool = await startInChromium(() => [userPool(properties, [client({ explicitAuthFlows })])]);
});
afterAll(async () => {
  if (!missing) await pool.stop();
});

describe.skipIf(missing)('aws-amplify 6 with USER_AUTH in Chromium', () => {
  const signedIn = { isSignedIn: true, nextStep: { signInStep: 'DONE' } };
  const options = (preferredChallenge?: string) => ({
    options: { authFlowType: 'USER_AUTH', preferredChallenge },
  });
  let clients: Clients;
  const amplify: Clients['amplify'] = (...call) => clients.amplify(...call);

  it('signIn by code, choice and password, associateWebAuthnCredential, signIn by passkey', async () => {
    const username = 'ann@example.com';
    await addUser(pool, username);
    const page = await (await pool.context()).newPage();
    // Passkeys are bound to a name, not to an address.
    await page.goto(pool.app.replace('127.0.0.1', 'localhost'));
    await addAuthenticator(page);
    clients = clientsIn(page);
    await clients.configure(pool.settings);

    expect(await amplify('signIn', { username, ...options('EMAIL_OTP') })).toMatchObject({
      nextStep: {
        signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE',
        codeDeliveryDetails: { deliveryMedium: 'EMAIL', destination: 'a***@e***' },
      },
    });
    const challengeResponse = await pool.code(username);
    expect(await amplify('confirmSignIn', { challengeResponse })).toMatchObject(signedIn);
    await amplify('associateWebAuthnCredential');
    const { credentials } = (await amplify('listWebAuthnCredentials')) as {
      credentials: readonly { credentialId: string }[];
    };
    expect(credentials).toMatchObject([
      { relyingPartyId: 'localhost', authenticatorAttachment: 'platform' },
    ]);
    await amplify('signOut');

    expect(await amplify('signIn', { username, ...options('WEB_AUTHN') })).toMatchObject(signedIn);
    await amplify('signOut');

    expect(await amplify('signIn', { username, ...options() })).toMatchObject({
      nextStep: {
        signInStep: 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION',
        availableChallenges: ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'],
      },
    });
    await amplify('confirmSignIn', { challengeResponse: 'PASSWORD_SRP' });
    expect(await amplify('confirmSignIn', { challengeResponse: PASSWORD })).toMatchObject(signedIn);
    const credentialId = credentials[0]?.credentialId;
    await amplify('deleteWebAuthnCredential', { credentialId });
    await amplify('signOut');
    // Without a passkey there is the choice again.
    expect(await amplify('signIn', { username, ...options('WEB_AUTHN') })).toMatchObject({
      nextStep: { availableChallenges: ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP'] },
    });
  });
});
