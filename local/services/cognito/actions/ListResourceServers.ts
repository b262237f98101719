import { defineAction } from '../protocol/action.ts';
import { describeResourceServer } from '../pool/describe.ts';
import { page } from '../protocol/page-token.ts';
import { integer, object, optional } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListResourceServers.html */
export const ListResourceServers = defineAction({
  name: 'ListResourceServers',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    MaxResults: optional(integer({ min: 1, max: 50 })),
    NextToken: fields.pageToken,
  }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const { resourceServers } = pool.source;
    const query = `ListResourceServers|${pool.id}`;
    const { items, next } = page(query, request.NextToken, request.MaxResults ?? 50, {
      after: ([offset]) => resourceServers.slice(Number(offset ?? 0)),
      keyOf: (server) => [resourceServers.indexOf(server) + 1],
    });
    return {
      ResourceServers: items.map((server) => describeResourceServer(pool, server)),
      ...next,
    };
  },
});
