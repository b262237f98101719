import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { page } from '../protocol/page-token.ts';
import { fields, findGroup, limit, userType } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html */
export const ListUsersInGroup = defineAction({
  name: 'ListUsersInGroup',
  access: 'signed',
  input: object({
    GroupName: fields.groupName,
    UserPoolId: fields.poolId,
    Limit: optional(limit),
    NextToken: fields.pageToken,
  }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const { name } = findGroup(services, pool, request.GroupName);
    const query = `ListUsersInGroup|${pool.id}|${name}`;
    const { items, next } = page(query, request.NextToken, request.Limit ?? 60, {
      after: ([id], count) => services.store.users.ofGroup(pool.id, name, count, Number(id ?? 0)),
      keyOf: (user) => [user.id],
    });
    return { Users: items.map((user) => userType(user)), ...next };
  },
});
