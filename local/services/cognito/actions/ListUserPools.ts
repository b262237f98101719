import { defineAction } from '../protocol/action.ts';
import { integer, object } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { page } from '../protocol/page-token.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const ListUserPools = defineAction({
  name: 'ListUserPools',
  access: 'signed',
  input: object({
    MaxResults: integer({ min: 1, max: 60 }),
    NextToken: fields.pageToken,
  }),
  run(services, request) {
    const { all } = services.pools;
    const { items, next } = page('ListUserPools', request.NextToken, request.MaxResults, {
      after: ([offset]) => all.slice(Number(offset ?? 0)),
      keyOf: (pool) => [all.indexOf(pool) + 1],
    });
    return {
      UserPools: items.map(({ id, displayName }) => ({ Id: id, Name: displayName })),
      ...next,
    };
  },
});
