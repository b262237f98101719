import { defineAction } from '../protocol/action.ts';
import { addClientSecret } from '../credentials/client-secrets.ts';
import { object, optional, string } from '../protocol/shape.ts';
import { fields, seconds } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AddUserPoolClientSecret.html */
export const AddUserPoolClientSecret = defineAction({
  name: 'AddUserPoolClientSecret',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    ClientId: fields.clientId,
    ClientSecret: optional(string({ min: 24, max: 64, pattern: '[\\w+]+', sensitive: true })),
  }),
  run(services, { UserPoolId, ClientId, ClientSecret }) {
    const pool = services.pools.get(UserPoolId);
    const client = services.pools.clientOf(pool, ClientId);
    const { id, value, createdAt } = addClientSecret(services, pool, client, ClientSecret);
    return {
      ClientSecretDescriptor: {
        ClientSecretId: id,
        // Who has chosen it knows it.
        ...(ClientSecret === undefined ? { ClientSecretValue: value } : {}),
        ClientSecretCreateDate: seconds(createdAt),
      },
    };
  },
});
