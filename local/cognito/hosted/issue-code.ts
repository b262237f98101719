import type { Services } from '../services.ts';
import { redirectTo } from './authorize-request.ts';
import type { AuthorizeRequest, BrowserSession } from './types.ts';

const codeLifetime = 5 * 60_000; // 5 minutes, as in AWS

/** Makes an authorization code. Returns where the browser goes with it. */
export function issueCode(
  services: Services,
  request: AuthorizeRequest,
  { userId, authTime }: BrowserSession,
): string {
  const { client, redirectUri, codeChallenge, scope, nonce, state } = request;
  const grant = { clientId: client.clientId, redirectUri, codeChallenge, scope, nonce };
  const code = services.hosted.grants.put({ ...grant, userId, authTime }, codeLifetime);
  return redirectTo(redirectUri, { code, state });
}
