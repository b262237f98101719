import { defineAction } from '../protocol/action.ts';
import { integer, object, string } from '../protocol/shape.ts';
import { setTracking } from '../tokens/session-tracking.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolSessionConfiguration.html */
export const SetUserPoolSessionConfiguration = defineAction({
  name: 'SetUserPoolSessionConfiguration',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    UserSessionTracking: string({ oneOf: ['ENABLED', 'DISABLED'] }),
    TokenSession: object({ MaxPerUser: integer({ min: 1, max: 100 }) }),
  }),
  run(services, request) {
    const { UserPoolId, UserSessionTracking, TokenSession } = request;
    const isOn = UserSessionTracking === 'ENABLED';
    const tracking = { isOn, maxPerUser: TokenSession.MaxPerUser };
    setTracking(services, services.pools.get(UserPoolId), tracking);
    return { UserPoolId, UserSessionTracking, TokenSession };
  },
});
