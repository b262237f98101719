import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { attributeList, readAttributes } from '../users/attributes.ts';
import { changeAttributes } from '../users/directory.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html */
export const AdminUpdateUserAttributes = defineAction({
  name: 'AdminUpdateUserAttributes',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    UserAttributes: attributeList,
    ClientMetadata: fields.metadata,
  }),
  run(services, request) {
    const { pool, user } = findTarget(services, request);
    const changes = readAttributes(pool, request.UserAttributes, user, null);
    changeAttributes(services, pool, user, changes);
    return {};
  },
});
