import { defineAction } from '../protocol/action.ts';
import { integer, object, optional, string } from '../protocol/shape.ts';
import { fields, findGroup, groupType } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateGroup.html */
export const UpdateGroup = defineAction({
  name: 'UpdateGroup',
  access: 'signed',
  input: object({
    GroupName: fields.groupName,
    UserPoolId: fields.poolId,
    Description: optional(string({ max: 2048 })),
    RoleArn: fields.roleArn,
    Precedence: optional(integer({ min: 0, max: 2_147_483_647 })),
  }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const current = findGroup(services, pool, request.GroupName);
    const group = {
      ...current,
      description: request.Description ?? current.description,
      roleArn: request.RoleArn ?? current.roleArn,
      precedence: request.Precedence ?? current.precedence,
      modifiedAt: services.clock.now(),
    };
    services.store.groups.put(group);
    return { Group: groupType(group) };
  },
});
