import { cognitoAuth, type CognitoAuth } from 'user-manager-client';
import type { ConsoleConfig } from '../config.ts';

/**
 * Who is signed in, in this tab: tokens are kept in sessionStorage, which ends with the tab, and nothing else
 * of the console reads them (docs/decisions/0014).
 */
export function createAuth(config: ConsoleConfig, send: typeof fetch): CognitoAuth {
  const { cognitoEndpoint, region, userPoolId, userPoolClientId: clientId } = config;
  return cognitoAuth({
    ...(cognitoEndpoint ? { endpoint: cognitoEndpoint } : {}),
    region,
    userPoolId,
    clientId,
    storage: sessionStorage,
    fetch: send,
  });
}
