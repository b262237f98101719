import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { requireTracking } from '../tokens/session-tracking.ts';
import { fields, findTarget } from './common.ts';
import { revokeSession, sessionFields } from './session-lists.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRevokeUserSession.html */
export const AdminRevokeUserSession = defineAction({
  name: 'AdminRevokeUserSession',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, Username: fields.username, ...sessionFields }),
  run(services, request) {
    const { pool, user } = findTarget(services, request);
    requireTracking(services, pool);
    revokeSession(services, user, request.SessionId, null);
    return {};
  },
});
