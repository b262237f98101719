import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { requireTracking } from '../tokens/session-tracking.ts';
import { fields, findTarget } from './common.ts';
import { listSessions } from './session-lists.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListUserSessions.html */
export const AdminListUserSessions = defineAction({
  name: 'AdminListUserSessions',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    NextToken: fields.pageToken,
  }),
  run(services, request) {
    const { pool, user } = findTarget(services, request);
    requireTracking(services, pool);
    return listSessions(services, user, request.NextToken, null);
  },
});
