import { defineAction } from '../action.ts';
import { boolean, object, optional } from '../shape.ts';
import { findUser } from '../directory.ts';
import { expiredCode, notAuthorized, userNotFound } from '../errors.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { callPostConfirmation, confirmUser } from '../sign-up.ts';
import { useCode } from '../verification.ts';
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
    const user = findUser(services, pool, request.Username);
    if (user === null) throw client.preventUserExistenceErrors ? expiredCode() : userNotFound();
    if (user.status !== 'UNCONFIRMED') {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    const force = request.ForceAliasCreation ?? false;
    const confirmed = useCode(services, user, 'sign-up', request.ConfirmationCode, (address) => {
      const proven = ['email', 'phone_number'].filter((n) => user.attributes.get(n) === address);
      const changes = new Map(proven.map((name) => [`${name}_verified`, 'true']));
      return confirmUser(services, pool, user, changes, force);
    });
    await callPostConfirmation(services, {
      ...{ pool, client, user: confirmed, source: 'PostConfirmation_ConfirmSignUp' },
      clientMetadata: request.ClientMetadata ?? {},
    });
    return {};
  },
});
