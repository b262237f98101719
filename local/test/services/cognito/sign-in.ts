import { createHmac } from 'node:crypto';

import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type {
  AuthenticationResultType,
  RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  createSrpSession,
  signSrpSession,
  wrapAuthChallenge,
  wrapInitiateAuth,
} from '../../../testing/srp-helper.ts';

import { CLIENT_ID, PASSWORD as defaultPassword, POOL_ID } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

/** A confirmed user with a permanent password. Returns the sub. */
export async function addUser(
  { sdk }: Pick<CognitoFixture, 'sdk'>,
  email: string,
  password: string = defaultPassword,
  UserPoolId = POOL_ID,
): Promise<string> {
  const { User } = await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    }),
  );
  await sdk.send(
    new AdminSetUserPasswordCommand({
      UserPoolId,
      Username: email,
      Password: password,
      Permanent: true,
    }),
  );
  return User?.Username ?? '';
}

/** Sets attributes of a user. */
export const setAttributes = (
  { sdk }: Pick<CognitoFixture, 'sdk'>,
  Username: string,
  attributes: Record<string, string>,
  UserPoolId = POOL_ID,
) =>
  sdk.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId,
      Username,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );

/** Signs in with SRP through an independent client library. */
export async function srpSignIn(
  { sdk }: CognitoFixture,
  username: string,
  password: string = defaultPassword,
  client: { clientId: string; secret?: string } = { clientId: CLIENT_ID },
  device: Record<string, string> = {},
): Promise<RespondToAuthChallengeCommandOutput> {
  const hash = (name: string) =>
    client.secret === undefined
      ? undefined
      : createHmac('sha256', client.secret)
          .update(name + client.clientId)
          .digest('base64');
  const session = createSrpSession(username, password, POOL_ID, false);
  const withHash = (name: string): Record<string, string> => {
    const value = hash(name);
    return value === undefined ? {} : { SECRET_HASH: value };
  };
  const started = await sdk.send(
    new InitiateAuthCommand(
      wrapInitiateAuth(session, {
        ClientId: client.clientId,
        AuthFlow: 'USER_SRP_AUTH',
        AuthParameters: { CHALLENGE_NAME: 'SRP_A', USERNAME: username, ...withHash(username) },
      }),
    ),
  );
  const signed = signSrpSession(session, started);
  const name = started.ChallengeParameters?.['USERNAME'] ?? username;
  const respond = (more: Record<string, string>) =>
    sdk.send(
      new RespondToAuthChallengeCommand(
        wrapAuthChallenge(signed, {
          ClientId: client.clientId,
          ChallengeName: 'PASSWORD_VERIFIER',
          ChallengeResponses: { USERNAME: name, ...withHash(name), ...more },
        }),
      ),
    );
  try {
    return await respond(device);
  } catch (error) {
    // As clients do: a device that is gone is forgotten, and the same proof sent again.
    if ((error as Error).message !== 'Device does not exist.') throw error;
    return respond({});
  }
}

/** Signs in with the password in clear and returns the tokens. */
export async function passwordSignIn(
  { sdk }: CognitoFixture,
  username: string,
  password: string = defaultPassword,
): Promise<Required<Pick<AuthenticationResultType, 'AccessToken' | 'IdToken' | 'RefreshToken'>>> {
  const { AuthenticationResult: result } = await sdk.send(
    new InitiateAuthCommand({
      ClientId: CLIENT_ID,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );
  return {
    AccessToken: result?.AccessToken ?? '',
    IdToken: result?.IdToken ?? '',
    RefreshToken: result?.RefreshToken ?? '',
  };
}
