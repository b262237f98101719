import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html */
export const AdminDisableUser = defineAction({
  name: 'AdminDisableUser',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, Username: fields.username }),
  run(services, request) {
    const { user } = findTarget(services, request);
    services.store.transaction(() => {
      services.store.users.update(user, { enabled: false }, services.clock.now());
      services.store.sessions.revokeAll(user);
    });
    return {};
  },
});
