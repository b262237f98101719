import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { writeAttributes } from '../users/attributes.ts';
import { mfaOf } from '../users/second-factors.ts';
import { fields, findTarget, seconds } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const AdminGetUser = defineAction({
  name: 'AdminGetUser',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, Username: fields.username }),
  run(services, request) {
    const { user } = findTarget(services, request);
    return {
      Username: user.username,
      UserAttributes: writeAttributes(user),
      UserCreateDate: seconds(user.createdAt),
      UserLastModifiedDate: seconds(user.modifiedAt),
      Enabled: user.enabled,
      UserStatus: user.status,
      ...mfaOf(user),
    };
  },
});
