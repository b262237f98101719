import { CognitoError } from './cognito-api.ts';
import type { AuthAnswer, CallCognito } from './cognito-api.ts';
import { createSrpKeys, signSrpChallenge, srpTimestamp } from './srp.ts';

/** Who signs in, and at which client of which pool. */
export interface PasswordSignIn {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  /** For the triggers of the pool. */
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/**
 * Proves a password to Cognito without sending it (USER_SRP_AUTH).
 * @throws CognitoError NotAuthorizedException for a wrong user name or password; InsecureOrigin in pages
 * that browsers give no WebCrypto
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export async function authenticateWithSrp(
  call: CallCognito,
  { userPoolId, clientId, username, password, clientMetadata }: PasswordSignIn,
): Promise<AuthAnswer> {
  requireWebCrypto();
  const keys = createSrpKeys();
  const challenge = await call<AuthAnswer>('InitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: username, SRP_A: keys.A },
  });
  if (challenge.ChallengeName !== 'PASSWORD_VERIFIER') return challenge;
  const parameter = parameterOf(challenge);
  const userId = parameter('USER_ID_FOR_SRP');
  const secretBlock = parameter('SECRET_BLOCK');
  const timestamp = srpTimestamp(new Date());
  const signature = await signSrpChallenge(keys, {
    poolName: userPoolId.split('_')[1] ?? '',
    userId,
    password,
    salt: parameter('SALT'),
    B: parameter('SRP_B'),
    secretBlock,
    timestamp,
  });
  return call<AuthAnswer>('RespondToAuthChallenge', {
    ClientId: clientId,
    ChallengeName: 'PASSWORD_VERIFIER',
    Session: challenge.Session,
    ClientMetadata: clientMetadata,
    ChallengeResponses: {
      USERNAME: userId,
      PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
      PASSWORD_CLAIM_SIGNATURE: signature,
      TIMESTAMP: timestamp,
    },
  });
}

const parameterOf =
  ({ ChallengeParameters }: AuthAnswer) =>
  (name: string): string => {
    const value = ChallengeParameters?.[name];
    if (value !== undefined) return value;
    throw new CognitoError('InvalidResponse', `Cognito sent a challenge without ${name}`);
  };

/** @see https://developer.mozilla.org/docs/Web/API/Crypto/subtle */
function requireWebCrypto(): void {
  // Not there at all on a page without TLS.
  if ((crypto as Partial<typeof crypto>).subtle !== undefined) return;
  throw new CognitoError(
    'InsecureOrigin',
    'This browser signs people in on pages of https: or of localhost only: open the page under such an address',
  );
}
