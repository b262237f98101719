import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { limitAccessToken } from '../../functions/limit-access-token/limit-access-token.ts';

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
test('limitAccessToken: suppresses the scope of the user operations, and nothing else', () => {
  const event = {
    version: '2',
    triggerSource: 'TokenGeneration_RefreshTokens',
    userName: 'sub',
    request: { userAttributes: { sub: 'sub' }, scopes: ['aws.cognito.signin.user.admin'] },
    response: { claimsAndScopeOverrideDetails: null },
  } as unknown as PreTokenGenerationV2TriggerEvent;
  expect(limitAccessToken(event)).toEqual({
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: { scopesToSuppress: ['aws.cognito.signin.user.admin'] },
      },
    },
  });
});
