import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const AdminDeleteUser = defineAction({
  name: 'AdminDeleteUser',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, Username: fields.username }),
  run(services, request) {
    services.store.users.remove(findTarget(services, request).user);
    return {};
  },
});
