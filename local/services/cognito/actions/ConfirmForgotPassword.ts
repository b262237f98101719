import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { confirmForgotPassword } from '../flows/forgot-password.ts';
import { checkSecretHash } from '../credentials/secret-hash.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html */
export const ConfirmForgotPassword = defineAction({
  name: 'ConfirmForgotPassword',
  access: 'public',
  input: object({
    ClientId: fields.clientId,
    SecretHash: fields.secretHash,
    Username: fields.username,
    ConfirmationCode: fields.code,
    Password: fields.password,
    ClientMetadata: fields.metadata,
  }),
  async run(services, request) {
    const { pool, client } = services.pools.client(request.ClientId);
    checkSecretHash(client, [request.Username], request.SecretHash);
    const caller = { pool, client, clientMetadata: request.ClientMetadata ?? {}, admin: false };
    await confirmForgotPassword(services, caller, {
      typed: request.Username,
      code: request.ConfirmationCode,
      newPassword: request.Password,
    });
    return {};
  },
});
