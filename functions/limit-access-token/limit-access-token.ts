import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';

/** Opens Cognito's operations on the own user to the holder of an access token. */
const USER_SCOPE = 'aws.cognito.signin.user.admin';

/**
 * Leaves the scope for Cognito's own operations out of a person's access token: with it anybody who is
 * signed in could delete their Cognito user, or change it, past the directory.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const limitAccessToken = (
  event: PreTokenGenerationV2TriggerEvent,
): PreTokenGenerationV2TriggerEvent => ({
  ...event,
  response: {
    claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToSuppress: [USER_SCOPE] } },
  },
});
