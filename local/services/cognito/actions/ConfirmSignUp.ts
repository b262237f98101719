import { defineAction } from '../protocol/action.ts';
import { boolean, object, optional } from '../protocol/shape.ts';
import { confirmSignUp, sessionAfterSignUp } from '../flows/confirm-sign-up.ts';
import { checkSecretHash } from '../credentials/secret-hash.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html */
export const ConfirmSignUp = defineAction({
  name: 'ConfirmSignUp',
  access: 'public',
  input: object({
    ClientId: fields.clientId,
    SecretHash: fields.secretHash,
    Username: fields.username,
    ConfirmationCode: fields.code,
    ForceAliasCreation: optional(boolean()),
    ClientMetadata: fields.metadata,
  }),
  async run(services, request) {
    const { pool, client } = services.pools.client(request.ClientId);
    checkSecretHash(client, [request.Username], request.SecretHash);
    const caller = { pool, client, clientMetadata: request.ClientMetadata ?? {}, admin: false };
    const user = await confirmSignUp(services, caller, {
      typed: request.Username,
      code: request.ConfirmationCode,
      forceAlias: request.ForceAliasCreation ?? false,
    });
    return sessionAfterSignUp(services, caller, user);
  },
});
