import { defineAction } from '../protocol/action.ts';
import { clientSecrets } from '../credentials/client-secrets.ts';
import { object } from '../protocol/shape.ts';
import { fields, seconds } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClientSecrets.html */
export const ListUserPoolClientSecrets = defineAction({
  name: 'ListUserPoolClientSecrets',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    ClientId: fields.clientId,
    NextToken: fields.pageToken,
  }),
  run(services, { UserPoolId, ClientId }) {
    const pool = services.pools.get(UserPoolId);
    const secrets = clientSecrets(services, pool, services.pools.clientOf(pool, ClientId));
    return {
      ClientSecrets: secrets.map(({ id, createdAt }) => ({
        ClientSecretId: id,
        ClientSecretCreateDate: seconds(createdAt),
      })),
    };
  },
});
