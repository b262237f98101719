import {
  GetTokensFromRefreshTokenCommand,
  type AuthenticationResultType,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { setUpTotp } from '../../../testing/cognito-with-totp.ts';

import { authMethods, having } from '../../../services/cognito/flows/proofs.ts';
import type { Caller } from '../../../services/cognito/flows/types.ts';
import type { Pool } from '../../../services/cognito/pool/pool.ts';
import { CLIENT_ID } from '../../../testing/start-cognito.ts';
import { totp } from '../../../testing/totp.ts';
import { newUser } from './fixtures.ts';
import { factorsOfFile } from './many-factors.ts';
import { passwordSignIn } from './sign-in.ts';

const { cognito, start, withPassword, respond, codeFor } = factorsOfFile();

/** The claim of both tokens, which agree. */
function methodsOf(tokens: AuthenticationResultType | undefined): unknown {
  const { amr } = decodeJwt(tokens?.AccessToken ?? '');
  expect(decodeJwt(tokens?.IdToken ?? '')['amr']).toEqual(amr);
  return amr;
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-step-up-authentication.html
describe('amr', () => {
  it('pwd: after a password alone, however it is proved', async () => {
    const { email } = await newUser(cognito);
    expect(methodsOf(await passwordSignIn(cognito, email))).toEqual(['pwd']);
    const { AuthenticationResult } = await withPassword(email);
    expect(methodsOf(AuthenticationResult)).toEqual(['pwd']);
  });

  it('pwd otp mfa: after a password and the code of an authenticator app, in renewed tokens as well', async () => {
    const { email: USERNAME } = await newUser(cognito);
    const { AccessToken } = await passwordSignIn(cognito, USERNAME);
    const SecretCode = await setUpTotp(cognito, AccessToken);
    cognito.clock.advance(30_000);
    const { Session } = await withPassword(USERNAME);
    const SOFTWARE_TOKEN_MFA_CODE = totp(SecretCode, cognito.clock.now());
    const { AuthenticationResult: tokens } = await respond('SOFTWARE_TOKEN_MFA', Session, {
      USERNAME,
      SOFTWARE_TOKEN_MFA_CODE,
    });
    expect(methodsOf(tokens)).toEqual(['pwd', 'otp', 'mfa']);
    const refresh = new GetTokensFromRefreshTokenCommand({
      ClientId: CLIENT_ID,
      RefreshToken: tokens?.RefreshToken,
    });
    const { AuthenticationResult: renewed } = await cognito.sdk.send(refresh);
    expect(methodsOf(renewed)).toEqual(['pwd', 'otp', 'mfa']);
  });

  it('otp: after a mailed code alone', async () => {
    const { email: USERNAME } = await newUser(cognito);
    const { Session } = await start(USERNAME, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    const EMAIL_OTP_CODE = await codeFor(USERNAME);
    const answer = await respond('EMAIL_OTP', Session, { USERNAME, EMAIL_OTP_CODE });
    expect(methodsOf(answer.AuthenticationResult)).toEqual(['otp']);
  });

  it.each([
    [false, ['pop', 'user']],
    [true, ['pop', 'user', 'mfa']],
  ])('a passkey: is as good as two factors where the pool says so (%j)', (isMultiFactor, amr) => {
    const pool = { passkeys: { isMultiFactor } } as Pool;
    expect(authMethods(pool, having({} as Caller, 'passkey'))).toEqual(amr);
  });
});
