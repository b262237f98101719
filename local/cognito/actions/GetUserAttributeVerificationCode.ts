import { defineAction } from '../action.ts';
import { object, string } from '../shape.ts';
import { invalidParameter } from '../errors.ts';
import { contactOf } from '../messages.ts';
import { requireHolder } from '../tokens.ts';
import { sendAttributeCode } from '../attribute-codes.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html */
export const GetUserAttributeVerificationCode = defineAction({
  name: 'GetUserAttributeVerificationCode',
  access: 'public',
  input: object({
    AccessToken: fields.token,
    AttributeName: string({ oneOf: ['email', 'phone_number'] }),
    ClientMetadata: fields.metadata,
  }),
  async run(services, request) {
    const { pool, client, user } = await requireHolder(services, request.AccessToken);
    const attribute = request.AttributeName === 'email' ? 'email' : 'phone_number';
    const contact = contactOf(user, attribute);
    if (contact === null) throw invalidParameter(`User does not have a value for ${attribute}.`);
    const call = { pool, client, contact, clientMetadata: request.ClientMetadata ?? {} };
    const details = await sendAttributeCode(services, user, call, 'VerifyUserAttribute');
    return { CodeDeliveryDetails: details };
  },
});
