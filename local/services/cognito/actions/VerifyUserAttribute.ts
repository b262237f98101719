import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { verifyAttribute } from '../codes/attribute-codes.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html */
export const VerifyUserAttribute = defineAction({
  name: 'VerifyUserAttribute',
  access: 'public',
  input: object({
    AccessToken: fields.token,
    AttributeName: fields.attributeName,
    Code: fields.code,
  }),
  async run(services, request) {
    const { pool, user } = await requireHolder(services, request.AccessToken);
    verifyAttribute(services, pool, user, request.AttributeName, request.Code);
    return {};
  },
});
