import { defineAction } from '../protocol/action.ts';
import { object, optional, string } from '../protocol/shape.ts';
import { notAuthorized } from '../protocol/errors.ts';
import { revokeToken } from '../flows/revoke.ts';
import { secretMatches } from '../credentials/secret-hash.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const RevokeToken = defineAction({
  name: 'RevokeToken',
  access: 'public',
  input: object({
    Token: fields.token,
    ClientId: fields.clientId,
    ClientSecret: optional(string({ min: 1, max: 64, sensitive: true })),
  }),
  run(services, request) {
    const { client } = services.pools.client(request.ClientId);
    if (!secretMatches(client, request.ClientSecret ?? null)) {
      throw notAuthorized(`Unable to verify client secret for client ${client.clientId}`);
    }
    revokeToken(services, client, request.Token);
    return {};
  },
});
