import { defineAction } from '../protocol/action.ts';
import { notAuthorized } from '../protocol/errors.ts';
import { refresh } from '../flows/refresh.ts';
import { secretMatches } from '../credentials/secret-hash.ts';
import { object, optional, string } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html */
export const GetTokensFromRefreshToken = defineAction({
  name: 'GetTokensFromRefreshToken',
  access: 'public',
  input: object({
    RefreshToken: fields.token,
    ClientId: fields.clientId,
    ClientSecret: optional(string({ min: 1, max: 64, sensitive: true })),
    DeviceKey: optional(fields.deviceKey),
    ClientMetadata: fields.metadata,
  }),
  async run(services, { RefreshToken, ClientId, ClientSecret, DeviceKey, ClientMetadata }) {
    const { pool, client } = services.pools.client(ClientId);
    if (!secretMatches(client, ClientSecret ?? null)) {
      throw notAuthorized(`Unable to verify client secret for client ${ClientId}`);
    }
    const caller = { pool, client, clientMetadata: ClientMetadata ?? {}, admin: false };
    return { AuthenticationResult: await refresh(services, caller, RefreshToken, DeviceKey) };
  },
});
