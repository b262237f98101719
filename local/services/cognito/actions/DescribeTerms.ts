import { defineAction } from '../protocol/action.ts';
import { requireTerms } from '../pool/terms.ts';
import { object } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { termsFields, termsType } from './terms-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeTerms.html */
export const DescribeTerms = defineAction({
  name: 'DescribeTerms',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, TermsId: termsFields.id }),
  run(services, { UserPoolId, TermsId }) {
    const pool = services.pools.get(UserPoolId);
    return { Terms: termsType(pool, requireTerms(services, pool, TermsId)) };
  },
});
