import type { Pool } from '../pool/pool.ts';
import type { Terms } from '../pool/terms.ts';
import { string } from '../protocol/shape.ts';
import { seconds } from './common.ts';

/** Fields of the terms' actions. */
export const termsFields = {
  id: string({ min: 1, max: 128 }),
  name: string({ pattern: '(terms-of-use|privacy-policy).*' }),
  source: string({ oneOf: ['LINK'] }),
  enforcement: string({ oneOf: ['NONE'] }),
};

/** TermsDescriptionType of the API. */
export const termsDescription = ({ id, name, createdAt, modifiedAt }: Terms) => ({
  TermsId: id,
  TermsName: name,
  Enforcement: 'NONE',
  CreationDate: seconds(createdAt),
  LastModifiedDate: seconds(modifiedAt),
});

/** TermsType of the API. */
export const termsType = (pool: Pool, terms: Terms) => ({
  ...termsDescription(terms),
  UserPoolId: pool.id,
  ClientId: terms.clientId,
  TermsSource: 'LINK',
  Links: terms.links,
});
