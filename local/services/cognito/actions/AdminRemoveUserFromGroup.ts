import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields, findGroup, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRemoveUserFromGroup.html */
export const AdminRemoveUserFromGroup = defineAction({
  name: 'AdminRemoveUserFromGroup',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    GroupName: fields.groupName,
  }),
  run(services, request) {
    const { pool, user } = findTarget(services, request);
    const group = findGroup(services, pool, request.GroupName);
    services.store.groups.drop(user, group.name);
    return {};
  },
});
