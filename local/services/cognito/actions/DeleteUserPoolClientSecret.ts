import { defineAction } from '../protocol/action.ts';
import { removeClientSecret } from '../credentials/client-secrets.ts';
import { object, string } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClientSecret.html */
export const DeleteUserPoolClientSecret = defineAction({
  name: 'DeleteUserPoolClientSecret',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    ClientId: fields.clientId,
    ClientSecretId: string({ min: 1, max: 128 }),
  }),
  run(services, { UserPoolId, ClientId, ClientSecretId }) {
    const pool = services.pools.get(UserPoolId);
    const client = services.pools.clientOf(pool, ClientId);
    removeClientSecret(services, pool, client, ClientSecretId);
    return {};
  },
});
