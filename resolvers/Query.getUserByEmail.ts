import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { QueryGetUserByEmailArgs } from '../generated/schema-types.ts';
import { authorize, requireOwn } from './lib/authorize.ts';
import { internalError } from './lib/errors.ts';
import { normalEmail, type UserItem } from './lib/user-item.ts';

export function request(ctx: Context<QueryGetUserByEmailArgs>): DynamoDBQueryRequest {
  authorize(ctx);
  return {
    operation: 'Query',
    index: 'byEmail',
    query: {
      expression: 'entity = :entity AND email = :email',
      expressionValues: util.dynamodb.toMapValues({
        ':entity': 'USER',
        ':email': normalEmail(ctx.args.email),
      }),
    },
    limit: 1,
  };
}

export function response(ctx: Context): UserItem | null {
  if (ctx.error) internalError(ctx);
  const [user = null] = (ctx.result as { items: UserItem[] }).items;
  // An address nobody has answers a MEMBER the same as somebody else's.
  requireOwn(ctx, user ? user.id : null);
  return user;
}
