import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { invalidParameter } from '../protocol/errors.ts';
import { contactOf } from '../codes/contacts.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { sendAttributeCode } from '../codes/attribute-codes.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html */
export const GetUserAttributeVerificationCode = defineAction({
  name: 'GetUserAttributeVerificationCode',
  access: 'public',
  input: object({
    AccessToken: fields.token,
    AttributeName: fields.attributeName,
    ClientMetadata: fields.metadata,
  }),
  async run(services, request) {
    const { pool, client, user } = await requireHolder(services, request.AccessToken);
    const name = request.AttributeName;
    if (name !== 'email' && name !== 'phone_number') {
      throw invalidParameter(`Only email and phone_number can be verified, not ${name}.`);
    }
    const contact = contactOf(user, name);
    if (contact === null) throw invalidParameter(`User does not have a value for ${name}.`);
    const call = { pool, client, contact, clientMetadata: request.ClientMetadata ?? {} };
    const details = await sendAttributeCode(services, user, call, 'VerifyUserAttribute');
    return { CodeDeliveryDetails: details };
  },
});
