import { defineAction } from '../protocol/action.ts';
import { attributeList, readAttributes } from '../users/attributes.ts';
import { object, optional } from '../protocol/shape.ts';
import type { Shape } from '../protocol/shape.ts';
import { registerUser } from '../flows/register.ts';
import { checkSecretHash } from '../credentials/secret-hash.ts';
import { fields } from './common.ts';

/** An empty one is none. */
const passwordOrNone: Shape<string | undefined> = {
  parse: (value, path, problems) =>
    value === '' ? undefined : optional(fields.password).parse(value, path, problems),
};

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html */
export const SignUp = defineAction({
  name: 'SignUp',
  access: 'public',
  input: object({
    ClientId: fields.clientId,
    SecretHash: fields.secretHash,
    Username: fields.username,
    Password: passwordOrNone,
    UserAttributes: optional(attributeList),
    ValidationData: optional(attributeList),
    ClientMetadata: fields.metadata,
  }),
  run(services, request) {
    const { pool, client } = services.pools.client(request.ClientId);
    checkSecretHash(client, [request.Username], request.SecretHash);
    return registerUser(services, {
      pool,
      client,
      username: request.Username,
      password: request.Password ?? null,
      attributes: readAttributes(pool, request.UserAttributes ?? [], null, client),
      validationData: Object.fromEntries(
        (request.ValidationData ?? []).map(({ Name, Value }) => [Name, Value ?? '']),
      ),
      clientMetadata: request.ClientMetadata ?? {},
    });
  },
});
