import {
  createSrpSession,
  signSrpSession,
  wrapAuthChallenge,
  wrapInitiateAuth,
} from 'cognito-srp-helper';
import { Client } from 'undici';
import { CLIENT_ID, PASSWORD, POOL_ID } from './seed.ts';

/** Calls a user pool and adds up the milliseconds until its answers are here. */
export interface PoolClient {
  /** Milliseconds of waiting since the start; the caller's own work is not in them. */
  readonly waited: number;
  call<T>(action: string, input: object): Promise<T>;
  close(): Promise<void>;
}

interface AuthAnswer {
  readonly AuthenticationResult?: { readonly AccessToken?: string };
  readonly ChallengeName?: string;
  readonly ChallengeParameters?: Record<string, string>;
}

// Only its form is looked at; the SDK would sign each request, which is no work of the pool's.
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/cognito-idp/aws4_request, ' +
  `SignedHeaders=host, Signature=${'0'.repeat(64)}`;

/** One connection, kept open, without an SDK. */
export function openPoolClient(url: string): PoolClient {
  const client = new Client(url);
  let waited = 0;
  return {
    get waited() {
      return waited;
    },
    async call<T>(action: string, input: object) {
      const headers = {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
        authorization: AUTHORIZATION,
      };
      const body = JSON.stringify(input);
      const sent = performance.now();
      const answer = await client.request({ path: '/', method: 'POST', headers, body });
      const text = await answer.body.text();
      waited += performance.now() - sent;
      if (answer.statusCode !== 200) throw new Error(`${action}: ${text}`);
      return JSON.parse(text) as T;
    },
    close: () => client.close(),
  };
}

/** USER_PASSWORD_AUTH: one request. */
export async function signInWithPassword({ call }: PoolClient, email: string): Promise<void> {
  const answer = await call<AuthAnswer>('InitiateAuth', {
    ClientId: CLIENT_ID,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD: PASSWORD },
  });
  requireTokens(answer, email);
}

/** USER_SRP_AUTH: two requests, and a proof to compute between them. */
export async function signInWithSrp({ call }: PoolClient, email: string): Promise<void> {
  const session = createSrpSession(email, PASSWORD, POOL_ID, false);
  const challenge = await call<AuthAnswer>(
    'InitiateAuth',
    wrapInitiateAuth(session, {
      ClientId: CLIENT_ID,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: email },
    }),
  );
  const answer = await call<AuthAnswer>(
    'RespondToAuthChallenge',
    wrapAuthChallenge(signSrpSession(session, challenge), {
      ClientId: CLIENT_ID,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: { USERNAME: challenge.ChallengeParameters?.['USER_ID_FOR_SRP'] ?? '' },
    }),
  );
  requireTokens(answer, email);
}

function requireTokens({ AuthenticationResult, ChallengeName }: AuthAnswer, email: string): void {
  if (AuthenticationResult?.AccessToken !== undefined) return;
  throw new Error(`${email} did not get tokens but ${ChallengeName ?? 'nothing'}`);
}
