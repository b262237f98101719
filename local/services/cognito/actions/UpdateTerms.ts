import { defineAction } from '../protocol/action.ts';
import { updateTerms } from '../pool/terms.ts';
import { object, optional, stringMap } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { termsFields, termsType } from './terms-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateTerms.html */
export const UpdateTerms = defineAction({
  name: 'UpdateTerms',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    TermsId: termsFields.id,
    TermsName: optional(termsFields.name),
    TermsSource: optional(termsFields.source),
    Enforcement: optional(termsFields.enforcement),
    Links: optional(stringMap()),
  }),
  run(services, { UserPoolId, TermsId, TermsName: name, Links: links }) {
    const pool = services.pools.get(UserPoolId);
    const terms = updateTerms(services, pool, TermsId, {
      ...(name === undefined ? {} : { name }),
      ...(links === undefined ? {} : { links }),
    });
    return { Terms: termsType(pool, terms) };
  },
});
