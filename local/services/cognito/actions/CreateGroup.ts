import { defineAction } from '../protocol/action.ts';
import { CognitoError } from '../protocol/errors.ts';
import { integer, object, optional, string } from '../protocol/shape.ts';
import { fields, groupType } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const CreateGroup = defineAction({
  name: 'CreateGroup',
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
    if (services.store.groups.get(pool.id, request.GroupName) !== null) {
      throw new CognitoError('GroupExistsException', 'A group with the name already exists.');
    }
    const now = services.clock.now();
    const group = {
      poolId: pool.id,
      name: request.GroupName,
      createdAt: now,
      modifiedAt: now,
      description: request.Description ?? null,
      roleArn: request.RoleArn ?? null,
      precedence: request.Precedence ?? null,
    };
    services.store.groups.put(group);
    return { Group: groupType(group) };
  },
});
