import { defineAction } from '../protocol/action.ts';
import { requireTermsOf } from '../pool/terms.ts';
import { object } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { termsFields, termsType } from './terms-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeTermsByClient.html */
export const DescribeTermsByClient = defineAction({
  name: 'DescribeTermsByClient',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    ClientId: fields.clientId,
    TermsName: termsFields.name,
  }),
  run(services, { UserPoolId, ClientId, TermsName }) {
    const pool = services.pools.get(UserPoolId);
    const { clientId } = services.pools.clientOf(pool, ClientId);
    return { Terms: termsType(pool, requireTermsOf(services, pool, clientId, TermsName)) };
  },
});
