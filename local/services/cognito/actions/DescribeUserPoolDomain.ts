import { defineAction } from '../protocol/action.ts';
import { object, string } from '../protocol/shape.ts';

/**
 * A domain that no pool has is described by nothing, not refused.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolDomain.html
 */
export const DescribeUserPoolDomain = defineAction({
  name: 'DescribeUserPoolDomain',
  access: 'signed',
  input: object({
    Domain: string({ min: 1, max: 63, pattern: '[a-z0-9](?:[a-z0-9\\-.]{0,61}[a-z0-9])?' }),
  }),
  run(services, { Domain }) {
    const pool = services.pools.all.find(({ source }) => source.domain === Domain);
    if (pool === undefined) return { DomainDescription: {} };
    const AWSAccountId = pool.arn.split(':')[4] ?? '';
    return {
      DomainDescription: {
        UserPoolId: pool.id,
        AWSAccountId,
        Domain,
        Status: 'ACTIVE',
        ManagedLoginVersion: pool.source.hasManagedLogin ? 2 : 1,
      },
    };
  },
});
