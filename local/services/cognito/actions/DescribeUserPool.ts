import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { describePool } from '../pool/describe.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const DescribeUserPool = defineAction({
  name: 'DescribeUserPool',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    return { UserPool: describePool(pool, services.store.users.count(pool.id)) };
  },
});
