import { defineAction } from '../protocol/action.ts';
import { createTerms } from '../pool/terms.ts';
import { object, optional, stringMap } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { termsFields, termsType } from './terms-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateTerms.html */
export const CreateTerms = defineAction({
  name: 'CreateTerms',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    ClientId: fields.clientId,
    TermsName: termsFields.name,
    TermsSource: termsFields.source,
    Enforcement: termsFields.enforcement,
    Links: optional(stringMap()),
  }),
  run(services, { UserPoolId, ClientId, TermsName, Links = {} }) {
    const pool = services.pools.get(UserPoolId);
    const { clientId } = services.pools.clientOf(pool, ClientId);
    const terms = createTerms(services, pool, { clientId, name: TermsName, links: Links });
    return { Terms: termsType(pool, terms) };
  },
});
