import { defineAction } from '../action.ts';
import { object } from '../shape.ts';
import { findUser } from '../directory.ts';
import { codeMismatch, notAuthorized, userNotFound } from '../errors.ts';
import { confirmForgotPassword } from '../flows/forgot-password.ts';
import { checkPassword } from '../passwords.ts';
import { checkSecretHash } from '../secret-hash.ts';
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
    // Before the code, so that a weak password does not use it up.
    checkPassword(pool.passwordPolicy, request.Password);
    const user = findUser(services, pool, request.Username);
    if (user?.enabled !== true) {
      if (client.preventUserExistenceErrors) throw codeMismatch();
      throw user === null ? userNotFound() : notAuthorized('User is disabled.');
    }
    const caller = { pool, client, clientMetadata: request.ClientMetadata ?? {}, admin: false };
    await confirmForgotPassword(services, caller, user, request.ConfirmationCode, request.Password);
    return {};
  },
});
