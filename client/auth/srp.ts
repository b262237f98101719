import {
  createSrpSession,
  signSrpSession,
  wrapAuthChallenge,
  wrapInitiateAuth,
} from 'cognito-srp-helper';

import { CognitoError } from './cognito-api.ts';
import type { AuthAnswer, CallCognito } from './cognito-api.ts';

/**
 * Proves a password to Cognito without sending it (USER_SRP_AUTH).
 * @throws CognitoError NotAuthorizedException for a wrong user name or password
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export async function authenticateWithSrp(
  call: CallCognito,
  {
    userPoolId,
    clientId,
    username,
    password,
  }: {
    readonly userPoolId: string;
    readonly clientId: string;
    readonly username: string;
    readonly password: string;
  },
): Promise<AuthAnswer> {
  const session = createSrpSession(username, password, userPoolId, false);
  const challenge = await call<AuthAnswer>(
    'InitiateAuth',
    wrapInitiateAuth(session, {
      ClientId: clientId,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: username },
    }),
  );
  if (challenge.ChallengeName !== 'PASSWORD_VERIFIER') return challenge;
  const userId = challenge.ChallengeParameters?.['USER_ID_FOR_SRP'];
  if (userId === undefined) {
    throw new CognitoError('InvalidResponse', 'Cognito sent a challenge without USER_ID_FOR_SRP');
  }
  return call<AuthAnswer>(
    'RespondToAuthChallenge',
    wrapAuthChallenge(signSrpSession(session, challenge), {
      ClientId: clientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: { USERNAME: userId },
      ...(challenge.Session !== undefined && { Session: challenge.Session }),
    }),
  );
}
