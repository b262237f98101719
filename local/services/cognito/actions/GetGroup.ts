import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields, findGroup, groupType } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const GetGroup = defineAction({
  name: 'GetGroup',
  access: 'signed',
  input: object({ GroupName: fields.groupName, UserPoolId: fields.poolId }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    return { Group: groupType(findGroup(services, pool, request.GroupName)) };
  },
});
