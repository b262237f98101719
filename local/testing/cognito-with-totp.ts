import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  InitiateAuthCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CLIENT_ID, PASSWORD, POOL_ID, startCognito, userPool } from './start-cognito.ts';
import type { CognitoFixture } from './start-cognito.ts';
import { totp } from './totp.ts';

/** A user pool with somebody who has an authenticator app. */
export interface CognitoWithTotp {
  readonly cognito: CognitoFixture;
  /** Signs in with PASSWORD. */
  readonly username: string;
  /** What the app shows next: the code before is good once. */
  nextCode(): string;
}

/** Starts it; whoever does stops `cognito`. */
export async function startCognitoWithTotp(username: string): Promise<CognitoWithTotp> {
  const properties = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
  const cognito = await startCognito({ pools: [userPool(properties)] });
  const { sdk, clock } = cognito;
  const user = { UserPoolId: POOL_ID, Username: username };
  await sdk.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
  const { AuthenticationResult } = await sdk.send(
    new InitiateAuthCommand({
      ClientId: CLIENT_ID,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD },
    }),
  );
  const secret = await setUpTotp(cognito, AuthenticationResult?.AccessToken);
  return {
    cognito,
    username,
    nextCode() {
      clock.advance(30_000);
      return totp(secret, clock.now());
    },
  };
}

/**
 * Sets up an authenticator app as somebody's second factor.
 * @returns its key
 */
export async function setUpTotp(
  { sdk, clock }: Pick<CognitoFixture, 'sdk' | 'clock'>,
  AccessToken: string | undefined,
): Promise<string> {
  const { SecretCode = '' } = await sdk.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const UserCode = totp(SecretCode, clock.now());
  await sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await sdk.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  return SecretCode;
}
