import { defineAction } from '../action.ts';
import { object } from '../shape.ts';
import { findUser } from '../directory.ts';
import { invalidParameter, userNotFound } from '../errors.ts';
import { pretendedDelivery } from '../messages.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { sendCode, signUpContact } from '../verification.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html */
export const ResendConfirmationCode = defineAction({
  name: 'ResendConfirmationCode',
  access: 'public',
  input: object({
    ClientId: fields.clientId,
    SecretHash: fields.secretHash,
    Username: fields.username,
    ClientMetadata: fields.metadata,
  }),
  async run(services, request) {
    const { pool, client } = services.pools.client(request.ClientId);
    checkSecretHash(client, [request.Username], request.SecretHash);
    const user = findUser(services, pool, request.Username);
    if (user?.enabled !== true) {
      if (!client.preventUserExistenceErrors) throw userNotFound();
      return { CodeDeliveryDetails: pretendedDelivery(request.Username) };
    }
    if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
    const contact = signUpContact(pool, user);
    if (contact === null) throw invalidParameter('Auto verification not turned on.');
    const details = await sendCode(services, {
      ...{ pool, client, user, contact, purpose: 'sign-up', reason: 'ResendCode' },
      clientMetadata: request.ClientMetadata ?? {},
    });
    return { CodeDeliveryDetails: details };
  },
});
