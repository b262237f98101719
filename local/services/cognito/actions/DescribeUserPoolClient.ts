import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { describeClient } from '../pool/describe.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const DescribeUserPoolClient = defineAction({
  name: 'DescribeUserPoolClient',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, ClientId: fields.clientId }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const client = services.pools.clientOf(pool, request.ClientId);
    return { UserPoolClient: describeClient(pool, client) };
  },
});
