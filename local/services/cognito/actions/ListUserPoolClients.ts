import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { page } from '../protocol/page-token.ts';
import { fields, limit } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const ListUserPoolClients = defineAction({
  name: 'ListUserPoolClients',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    MaxResults: optional(limit),
    NextToken: fields.pageToken,
  }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const { clients } = pool.source;
    const query = `ListUserPoolClients|${pool.id}`;
    const { items, next } = page(query, request.NextToken, request.MaxResults ?? 60, {
      after: ([offset]) => clients.slice(Number(offset ?? 0)),
      keyOf: (client) => [clients.indexOf(client) + 1],
    });
    return {
      UserPoolClients: items.map(({ clientId, clientName }) => ({
        ClientId: clientId,
        ClientName: clientName,
        UserPoolId: pool.id,
      })),
      ...next,
    };
  },
});
