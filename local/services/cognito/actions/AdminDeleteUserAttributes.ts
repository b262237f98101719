import { defineAction } from '../protocol/action.ts';
import { list, object } from '../protocol/shape.ts';
import { readAttributeNames } from '../users/attributes.ts';
import { changeAttributes } from '../users/directory.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUserAttributes.html */
export const AdminDeleteUserAttributes = defineAction({
  name: 'AdminDeleteUserAttributes',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    UserAttributeNames: list(fields.attributeName),
  }),
  run(services, request) {
    const { pool, user } = findTarget(services, request);
    const changes = readAttributeNames(pool, request.UserAttributeNames, null);
    changeAttributes(services, pool, user, changes);
    return {};
  },
});
