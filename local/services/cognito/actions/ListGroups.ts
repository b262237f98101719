import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { page } from '../protocol/page-token.ts';
import { fields, groupType, limit } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html */
export const ListGroups = defineAction({
  name: 'ListGroups',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Limit: optional(limit),
    NextToken: fields.pageToken,
  }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const { items, next } = page(`ListGroups|${pool.id}`, request.NextToken, request.Limit ?? 60, {
      after: ([name], count) => services.store.groups.page(pool.id, count, String(name ?? '')),
      keyOf: (group) => [group.name],
    });
    return { Groups: items.map(groupType), ...next };
  },
});
