import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { FACTOR_SET_UP } from '../../model/factor-set-up.ts';

/** Opens Cognito's operations on the own user to the holder of an access token. */
const USER_SCOPE = 'aws.cognito.signin.user.admin';

/**
 * What begins a session: a refresh takes ClientMetadata, too, and would give a thief of its token what the sign-in did
 * not.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
 */
const SIGN_INS: readonly string[] = [
  'TokenGeneration_Authentication',
  'TokenGeneration_NewPasswordChallenge',
];

/**
 * Leaves the scope for Cognito's own operations out of a person's access token: with it anybody who is
 * signed in could delete their Cognito user, or change it, past the directory.
 * @param maySetUp whether a sign-in gets it that says it is there to set up factors: a pool with second factors has
 *   no other way to them
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const limitAccessToken = (
  event: PreTokenGenerationV2TriggerEvent,
  maySetUp: boolean,
): PreTokenGenerationV2TriggerEvent =>
  maySetUp &&
  SIGN_INS.includes(event.triggerSource) &&
  event.request.clientMetadata?.['purpose'] === FACTOR_SET_UP.purpose
    ? event
    : {
        ...event,
        response: {
          claimsAndScopeOverrideDetails: {
            accessTokenGeneration: { scopesToSuppress: [USER_SCOPE] },
          },
        },
      };
