import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { trackingOf } from '../tokens/session-tracking.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolSessionConfiguration.html */
export const GetUserPoolSessionConfiguration = defineAction({
  name: 'GetUserPoolSessionConfiguration',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId }),
  run(services, { UserPoolId }) {
    const { isOn, maxPerUser } = trackingOf(services, services.pools.get(UserPoolId));
    return {
      UserPoolId,
      UserSessionTracking: isOn ? 'ENABLED' : 'DISABLED',
      TokenSession: { MaxPerUser: maxPerUser },
    };
  },
});
