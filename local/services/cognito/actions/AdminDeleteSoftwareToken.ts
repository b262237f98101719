import { defineAction } from '../protocol/action.ts';
import { removeToken } from '../flows/software-token.ts';
import { object } from '../protocol/shape.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteSoftwareToken.html */
export const AdminDeleteSoftwareToken = defineAction({
  name: 'AdminDeleteSoftwareToken',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, Username: fields.username }),
  run(services, request) {
    removeToken(services, findTarget(services, request).user);
    return {};
  },
});
