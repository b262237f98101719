import { FACTOR_SET_UP } from '../../model/factor-set-up.ts';
import type { AuthenticationResult, CallCognito } from './cognito-api.ts';
import { CognitoError, createPoolApi } from './cognito-api.ts';
import type { CognitoAuthOptions } from './cognito-auth.ts';
import { factorsOf, letPasskeysIn } from './passkeys.ts';
import { userNameOf } from './user-name.ts';
import { authenticateWithSrp } from './user-srp-auth.ts';

/** An authenticator app that is being set up. */
export interface TotpSetUp {
  /** For who types it into the app: base32. */
  readonly secret: string;
  /** For who scans it, as a QR code; the app shows `issuer` with the name. */
  uri(issuer: string): string;
  /**
   * Proves the 6 digits that the app shows: from then on each sign-in with the password asks for them.
   * @throws CognitoError EnableSoftwareTokenMFAException for wrong ones: others may be tried
   */
  complete(code: string): Promise<void>;
}

type Pool = Pick<CognitoAuthOptions, 'endpoint' | 'region' | 'userPoolId' | 'clientId' | 'fetch'>;

/**
 * Begins to set up an authenticator app for whoever has none. It asks for the password once more, as the tokens of a
 * session are not let at factors: a thief of one cannot change them. Where somebody is signed in already, that goes on,
 * with what it was signed in by: sign in again after it.
 * @throws CognitoError NotAuthorizedException for a wrong name or password, and where the pool has no second factors;
 *   UnsupportedChallenge for who has one already (`resetFactors`), or has not chosen a password yet
 */
export async function setUpTotp(pool: Pool, entered: string, password: string): Promise<TotpSetUp> {
  const { userPoolId, clientId } = pool;
  const call = createPoolApi(pool);
  const username = userNameOf(entered);
  const answer = await authenticateWithSrp(call, {
    userPoolId,
    clientId,
    username,
    password,
    clientMetadata: FACTOR_SET_UP,
  });
  const tokens = answer.AuthenticationResult;
  if (!tokens) {
    const asked = answer.ChallengeName ?? 'nothing';
    throw new CognitoError('UnsupportedChallenge', `Cognito asks for ${asked} first`);
  }
  const { AccessToken } = tokens;
  const { SecretCode } = await call<{ SecretCode: string }>('AssociateSoftwareToken', {
    AccessToken,
  });
  const account = encodeURIComponent(username);
  return {
    secret: SecretCode,
    uri(issuer) {
      const name = encodeURIComponent(issuer);
      return `otpauth://totp/${name}:${account}?secret=${SecretCode}&issuer=${name}`;
    },
    complete: (code) => complete(call, clientId, tokens, code),
  };
}

async function complete(
  call: CallCognito,
  ClientId: string,
  { AccessToken, RefreshToken }: AuthenticationResult,
  code: string,
): Promise<void> {
  const own: CallCognito = (action, input) => call(action, { ...input, AccessToken });
  const { ConfiguredUserAuthFactors = [] } = await factorsOf(own);
  await call('VerifySoftwareToken', { AccessToken, UserCode: code.trim() });
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings });
  if (ConfiguredUserAuthFactors.includes('WEB_AUTHN')) await letPasskeysIn(own);
  // This sign-in was for the set-up alone; left over it ends by itself.
  await call('RevokeToken', { Token: RefreshToken, ClientId }).catch(() => {});
}
