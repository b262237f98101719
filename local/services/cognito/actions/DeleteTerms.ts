import { defineAction } from '../protocol/action.ts';
import { deleteTerms } from '../pool/terms.ts';
import { object } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { termsFields } from './terms-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteTerms.html */
export const DeleteTerms = defineAction({
  name: 'DeleteTerms',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, TermsId: termsFields.id }),
  run(services, { UserPoolId, TermsId }) {
    deleteTerms(services, services.pools.get(UserPoolId), TermsId);
    return {};
  },
});
