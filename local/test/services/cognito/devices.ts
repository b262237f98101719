import {
  ConfirmDeviceCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type {
  AuthenticationResultType,
  ChallengeNameType,
  RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { createDeviceVerifier, signSrpSessionWithDevice } from 'cognito-srp-helper';

import { createSrpSession } from '../../../testing/srp-helper.ts';
import { CLIENT_ID, PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

/** What a client keeps of a device that it confirmed. */
export interface KeptDevice {
  readonly key: string;
  readonly groupKey: string;
  readonly secret: string;
}

/** The refusal of a device that was never confirmed, or was forgotten. */
export const gone = { name: 'ResourceNotFoundException', message: 'Device does not exist.' };

/** Signs in with the password in clear. */
export const startWithPassword = (
  { sdk }: CognitoFixture,
  USERNAME: string,
  more: Record<string, string> = {},
  ClientId = CLIENT_ID,
) =>
  sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD, ...more },
    }),
  );

/** Confirms the new device of a sign-in, with the secret that an independent client makes for it. */
export async function confirmDevice(
  { sdk }: CognitoFixture,
  result: AuthenticationResultType | undefined,
  DeviceName?: string,
) {
  const { DeviceKey: key = '', DeviceGroupKey: groupKey = '' } = result?.NewDeviceMetadata ?? {};
  const { DeviceRandomPassword: secret, DeviceSecretVerifierConfig } = createDeviceVerifier(
    key,
    groupKey,
  );
  const answer = await sdk.send(
    new ConfirmDeviceCommand({
      AccessToken: result?.AccessToken,
      DeviceKey: key,
      DeviceName,
      DeviceSecretVerifierConfig,
    }),
  );
  const device: KeptDevice = { key, groupKey, secret };
  return { device, isUpToPerson: answer.UserConfirmationNecessary };
}

/** Answers DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER. */
export async function proveDevice(
  { sdk }: CognitoFixture,
  { Session }: { readonly Session?: string | undefined },
  USERNAME: string,
  { key, groupKey, secret }: KeptDevice,
): Promise<RespondToAuthChallengeCommandOutput> {
  const srp = createSrpSession(USERNAME, PASSWORD, POOL_ID, false);
  const respond = (
    ChallengeName: ChallengeNameType,
    given: Record<string, string>,
    session: string | undefined,
  ) =>
    sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId: CLIENT_ID,
        ChallengeName,
        Session: session,
        ChallengeResponses: { USERNAME, DEVICE_KEY: key, ...given },
      }),
    );
  const asked = await respond('DEVICE_SRP_AUTH', { SRP_A: srp.largeA }, Session);
  const signed = signSrpSessionWithDevice(srp, asked, groupKey, secret);
  return respond(
    'DEVICE_PASSWORD_VERIFIER',
    {
      PASSWORD_CLAIM_SECRET_BLOCK: asked.ChallengeParameters?.['SECRET_BLOCK'] ?? '',
      PASSWORD_CLAIM_SIGNATURE: signed.passwordSignature,
      TIMESTAMP: signed.timestamp,
    },
    asked.Session,
  );
}
