import {
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';

import { client, CLIENT_ID, PASSWORD, userPool } from '../../../testing/start-cognito.ts';
import { cognitoOfFile } from './fixtures.ts';
import { setAttributes } from './sign-in.ts';

const flows = { explicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] };
const Policies = {
  SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] },
};
/** The pool that demands a second factor, with its client `strict`. */
export const strictPool = 'us-east-1_Strict';

const pools = [
  userPool(
    {
      Policies,
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
      EmailAuthenticationSubject: 'Your sign-in',
      EmailAuthenticationMessage: 'Sign in with {####}',
    },
    [
      client(flows),
      client({ ...flows, clientId: 'telling', preventUserExistenceErrors: false }),
      client({ clientId: 'without' }),
    ],
  ),
  userPool(
    { Policies, MfaConfiguration: 'ON', EnabledMfas: ['EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'] },
    [client({ ...flows, clientId: 'strict' })],
    {
      userPoolId: strictPool,
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${strictPool}`,
    },
  ),
];

/** Pools with every factor for the tests of a file, and what they do with them. */
export function factorsOfFile() {
  const cognito = cognitoOfFile({ pools });
  const start = (USERNAME: string, more: Record<string, string> = {}, ClientId = CLIENT_ID) =>
    cognito.sdk.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_AUTH',
        AuthParameters: { USERNAME, ...more },
      }),
    );
  return {
    cognito,
    start,
    withPassword: (USERNAME: string, ClientId = CLIENT_ID) =>
      start(USERNAME, { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD }, ClientId),
    respond: (
      ChallengeName: ChallengeNameType,
      Session: string | undefined,
      ChallengeResponses: Record<string, string>,
      ClientId = CLIENT_ID,
    ) =>
      cognito.sdk.send(
        new RespondToAuthChallengeCommand({
          ClientId,
          ChallengeName,
          Session,
          ChallengeResponses,
        }),
      ),
    /** The newest code that went to an address or number. */
    codeFor: async (to: string) => (await cognito.mailbox(to))[0]?.code ?? '',
    setAttributes: (...given: [string, Record<string, string>, string?]) =>
      setAttributes(cognito, ...given),
  };
}

export const PHONE = { phone_number: '+41791234567', phone_number_verified: 'true' };
