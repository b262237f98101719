import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { authFactorsOf, fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUserAuthFactors.html */
export const AdminGetUserAuthFactors = defineAction({
  name: 'AdminGetUserAuthFactors',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, Username: fields.username }),
  run(services, request) {
    const { pool, user } = findTarget(services, request);
    return authFactorsOf(services, pool, user);
  },
});
