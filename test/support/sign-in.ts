import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  type AuthenticationResultType,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  createSrpSession,
  signSrpSession,
  wrapAuthChallenge,
  wrapInitiateAuth,
} from 'appsync-on-a-laptop/testing/srp-helper';

/** Where a user pool is reached and which public client signs in. */
export interface PoolAddress {
  readonly cognitoEndpoint: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
}

/** The stock SDK client, pointed at the local user pool. */
export function cognitoClient(pool: PoolAddress): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({
    endpoint: pool.cognitoEndpoint,
    region: pool.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}

/** USER_SRP_AUTH as an app does it: the password never leaves this process. */
export async function srpChallengeAnswer(
  pool: PoolAddress,
  email: string,
  password: string,
): Promise<RespondToAuthChallengeCommandOutput> {
  const client = cognitoClient(pool);
  const session = createSrpSession(email, password, pool.userPoolId, false);
  const initiated = await client.send(
    new InitiateAuthCommand(
      wrapInitiateAuth(session, {
        ClientId: pool.clientId,
        AuthFlow: 'USER_SRP_AUTH',
        AuthParameters: { USERNAME: email },
      }),
    ),
  );
  const signed = signSrpSession(session, initiated);
  return client.send(
    new RespondToAuthChallengeCommand(
      wrapAuthChallenge(signed, {
        ClientId: pool.clientId,
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses: { USERNAME: initiated.ChallengeParameters?.USER_ID_FOR_SRP ?? email },
      }),
    ),
  );
}

/** Signs in with SRP and returns the tokens. */
export async function signIn(
  pool: PoolAddress,
  email: string,
  password: string,
): Promise<Required<Pick<AuthenticationResultType, 'AccessToken' | 'IdToken' | 'RefreshToken'>>> {
  const { AuthenticationResult: result, ChallengeName } = await srpChallengeAnswer(
    pool,
    email,
    password,
  );
  if (!result?.AccessToken || !result.IdToken || !result.RefreshToken) {
    throw new Error(`${email} did not get tokens but ${ChallengeName ?? 'nothing'}`);
  }
  return {
    AccessToken: result.AccessToken,
    IdToken: result.IdToken,
    RefreshToken: result.RefreshToken,
  };
}

/** An access token of the machine client (OAuth client credentials). */
export async function machineToken(
  outputs: { cognitoEndpoint: string; machineClientId: string; machineClientSecret: string },
  scope: string,
): Promise<string> {
  const basic = btoa(`${outputs.machineClientId}:${outputs.machineClientSecret}`);
  const response = await fetch(`${outputs.cognitoEndpoint}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  });
  const body = (await response.json()) as { access_token?: string; error?: string };
  if (body.access_token === undefined) throw new Error(`no machine token: ${String(body.error)}`);
  return body.access_token;
}
