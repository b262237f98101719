/** What Cognito refused, with its own name of the error (`NotAuthorizedException`, ...). */
export class CognitoError extends Error {
  override readonly name = 'CognitoError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** What Cognito says when nobody but the person can help. */
const SIGNED_OUT: ReadonlySet<string> = new Set([
  'NotSignedIn',
  'NotAuthorizedException',
  'RefreshTokenReuseException',
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
  'ResourceNotFoundException',
]);

/**
 * Whether asking again for tokens is useless. All else passes: Cognito fails within (`InternalErrorException`),
 * has too many requests, runs a trigger that failed, or is a gateway that has only just started.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
 */
export function isSignedOut(error: unknown): boolean {
  return error instanceof CognitoError && SIGNED_OUT.has(error.type);
}

/** Tokens as Cognito hands them out; the refresh token only where it is new. */
export interface AuthenticationResult {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken?: string;
  /** Seconds. */
  readonly ExpiresIn?: number;
}

/** Answer of InitiateAuth and RespondToAuthChallenge: tokens, or one more question. */
export interface AuthAnswer {
  readonly AuthenticationResult?: AuthenticationResult;
  readonly ChallengeName?: string;
  readonly ChallengeParameters?: Readonly<Record<string, string>>;
  readonly Session?: string;
}

/** Calls one action of the Cognito user pools API. */
export type CallCognito = <Answer>(
  action: string,
  input: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

/** Where a user pool is: AWS's own endpoint of its region, which its id begins with, unless it says otherwise. */
interface PoolPlace {
  readonly endpoint?: string;
  readonly region?: string;
  readonly userPoolId: string;
  readonly fetch?: typeof fetch;
}

/** Calls the API where the pool is. */
export function createPoolApi({
  userPoolId,
  fetch: send = fetch,
  ...place
}: PoolPlace): CallCognito {
  const region = place.region ?? userPoolId.split('_')[0] ?? '';
  return createCognitoApi(place.endpoint ?? `https://cognito-idp.${region}.amazonaws.com/`, send);
}

/**
 * Makes a caller of Cognito's public (unsigned) actions.
 * @throws CognitoError from the caller, with Cognito's type and message
 */
export function createCognitoApi(endpoint: string, fetchImpl: typeof fetch): CallCognito {
  return async <Answer>(action: string, input: Readonly<Record<string, unknown>>) => {
    const response = await fetchImpl(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
      },
      body: JSON.stringify(input),
    });
    const answer: unknown = await response.json().catch(() => ({}));
    if (response.ok) return answer as Answer;
    const { __type, message, Message } = answer as Record<string, string | undefined>;
    throw new CognitoError(
      __type?.split('#').at(-1) ?? `HTTP ${response.status}`,
      message ?? Message ?? `Cognito refused ${action}`,
    );
  };
}
