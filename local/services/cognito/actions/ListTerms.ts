import { defineAction } from '../protocol/action.ts';
import { termsOf } from '../pool/terms.ts';
import { page } from '../protocol/page-token.ts';
import { integer, object, optional } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { termsDescription } from './terms-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListTerms.html */
export const ListTerms = defineAction({
  name: 'ListTerms',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    MaxResults: optional(integer({ min: 1, max: 60 })),
    NextToken: fields.pageToken,
  }),
  run(services, { UserPoolId, MaxResults = 60, NextToken }) {
    const pool = services.pools.get(UserPoolId);
    const all = termsOf(services, pool);
    const { items, next } = page(`ListTerms|${pool.id}`, NextToken, MaxResults, {
      after: ([offset]) => all.slice(Number(offset ?? 0)),
      keyOf: (terms) => [all.indexOf(terms) + 1],
    });
    return { Terms: items.map(termsDescription), ...next };
  },
});
