import { headerOf, NOT_AUTHORIZED } from '../refusals.ts';
import type { AuthMode, AuthOptions, ModeApi } from '../types.ts';

/** API keys in `x-api-key`. https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#api-key-authorization */
export function createApiKeyMode(
  { apiKeys }: Pick<ModeApi, 'apiKeys'>,
  { clock }: Pick<AuthOptions, 'clock'>,
): AuthMode {
  const expiryByKey = new Map(apiKeys.map(({ key, expires }) => [key, expires]));
  return {
    type: 'API_KEY',
    authenticate(request) {
      const expires = expiryByKey.get(headerOf(request, 'x-api-key') ?? '');
      if (expires === undefined) return NOT_AUTHORIZED;
      if (expires !== null && expires * 1_000 <= clock.now()) return NOT_AUTHORIZED;
      return { mode: 'API_KEY', identity: null, deniedFields: [] };
    },
  };
}
