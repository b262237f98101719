import { defineAction } from '../protocol/action.ts';
import { describeResourceServer } from '../pool/describe.ts';
import { resourceNotFound } from '../protocol/errors.ts';
import { object, string } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeResourceServer.html */
export const DescribeResourceServer = defineAction({
  name: 'DescribeResourceServer',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Identifier: string({ min: 1, max: 256, pattern: '[\\x21\\x23-\\x5B\\x5D-\\x7E]+' }),
  }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const found = pool.source.resourceServers.find(
      ({ identifier }) => identifier === request.Identifier,
    );
    if (found === undefined) throw resourceNotFound('Resource server does not exist.');
    return { ResourceServer: describeResourceServer(pool, found) };
  },
});
