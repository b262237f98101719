import { defineAction } from '../protocol/action.ts';
import { list, object, optional, string } from '../protocol/shape.ts';
import { readKey, writeKey } from '../protocol/page-token.ts';
import { parseFilter } from '../users/user-filter.ts';
import { fields, limit, userType } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const ListUsers = defineAction({
  name: 'ListUsers',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    AttributesToGet: optional(list(fields.attributeName)),
    Filter: optional(string({ max: 256 })),
    Limit: optional(limit),
    PaginationToken: fields.pageToken,
  }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const filter = parseFilter(request.Filter ?? '');
    const query = `ListUsers|${pool.id}|${request.Filter ?? ''}`;
    const after = readKey(query, request.PaginationToken);
    // AWS takes 0 for "as many as a page holds".
    const size = request.Limit === undefined || request.Limit === 0 ? 60 : request.Limit;
    const { users, next } = services.store.users.page(pool.id, filter, size, after);
    const wanted = request.AttributesToGet;
    const only = wanted === undefined ? undefined : (name: string) => wanted.includes(name);
    return {
      Users: users.map((user) => userType(user, only)),
      ...(next === null ? {} : { PaginationToken: writeKey(query, next) }),
    };
  },
});
