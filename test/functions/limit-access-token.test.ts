import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { limitAccessToken } from '../../functions/limit-access-token/limit-access-token.ts';

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
const tokenFor = (
  clientMetadata?: Readonly<Record<string, string>>,
  triggerSource = 'TokenGeneration_Authentication',
) =>
  ({
    version: '2',
    triggerSource,
    userName: 'sub',
    request: {
      userAttributes: { sub: 'sub' },
      scopes: ['aws.cognito.signin.user.admin'],
      ...(clientMetadata ? { clientMetadata } : {}),
    },
    response: { claimsAndScopeOverrideDetails: null },
  }) as unknown as PreTokenGenerationV2TriggerEvent;

const SET_UP = { purpose: 'set-up-factors' };

test.each([
  ['a sign-in', undefined, true],
  ['a sign-in for something else', { purpose: 'shopping' }, true],
  ['the set-up of factors where there are none', SET_UP, false],
])(
  'limitAccessToken: suppresses the scope of the user operations of %s, and nothing else',
  (_, said, maySetUp) => {
    const event = tokenFor(said);
    expect(limitAccessToken(event, maySetUp)).toEqual({
      ...event,
      response: {
        claimsAndScopeOverrideDetails: {
          accessTokenGeneration: { scopesToSuppress: ['aws.cognito.signin.user.admin'] },
        },
      },
    });
  },
);

test.each(['TokenGeneration_Authentication', 'TokenGeneration_NewPasswordChallenge'])(
  'limitAccessToken: leaves the scope to a sign-in that sets up factors: %s',
  (source) => {
    const event = tokenFor(SET_UP, source);
    expect(limitAccessToken(event, true)).toEqual(event);
  },
);

test.each([
  'TokenGeneration_RefreshTokens',
  'TokenGeneration_AuthenticateDevice',
  'TokenGeneration_HostedAuth',
])(
  'limitAccessToken: suppresses the scope whatever is said where nobody signs in: %s',
  (source) => {
    const { response } = limitAccessToken(tokenFor(SET_UP, source), true);
    expect(response.claimsAndScopeOverrideDetails.accessTokenGeneration).toEqual({
      scopesToSuppress: ['aws.cognito.signin.user.admin'],
    });
  },
);
