import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { resendSignUpCode } from '../flows/confirm-sign-up.ts';
import { checkSecretHash } from '../credentials/secret-hash.ts';
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
    const caller = { pool, client, clientMetadata: request.ClientMetadata ?? {}, admin: false };
    return { CodeDeliveryDetails: await resendSignUpCode(services, caller, request.Username) };
  },
});
