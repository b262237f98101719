/**
 * What a sign-in says in its ClientMetadata whose access token is to set up second factors or passkeys at Cognito;
 * limit-access-token leaves the scope for it in that one alone.
 */
export const FACTOR_SET_UP = { purpose: 'set-up-factors' } as const;
