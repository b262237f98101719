import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const AdminUserGlobalSignOut = defineAction({
  name: 'AdminUserGlobalSignOut',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, Username: fields.username }),
  run(services, request) {
    services.store.sessions.revokeAll(findTarget(services, request).user);
    return {};
  },
});
