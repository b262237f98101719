import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { page } from '../protocol/page-token.ts';
import { fields, findTarget, groupType, limit } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html */
export const AdminListGroupsForUser = defineAction({
  name: 'AdminListGroupsForUser',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    Limit: optional(limit),
    NextToken: fields.pageToken,
  }),
  run(services, request) {
    const { pool, user } = findTarget(services, request);
    const query = `AdminListGroupsForUser|${pool.id}|${user.sub}`;
    // A user is in at most 100 groups, so the list is cut here rather than in the store.
    const groups = services.store.groups.of(user);
    const { items, next } = page(query, request.NextToken, request.Limit ?? 60, {
      after: ([offset]) => groups.slice(Number(offset ?? 0)),
      keyOf: (group) => [groups.indexOf(group) + 1],
    });
    return { Groups: items.map(groupType), ...next };
  },
});
