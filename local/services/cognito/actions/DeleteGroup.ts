import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields, findGroup } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteGroup.html */
export const DeleteGroup = defineAction({
  name: 'DeleteGroup',
  access: 'signed',
  input: object({ GroupName: fields.groupName, UserPoolId: fields.poolId }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    services.store.groups.remove(pool.id, findGroup(services, pool, request.GroupName).name);
    return {};
  },
});
