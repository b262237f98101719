import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { author, limit = 20, nextToken } = ctx.args;
  return query({ index: 'byAuthor', query: { author: { eq: author } }, limit, nextToken });
}

export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  return ctx.result;
}
