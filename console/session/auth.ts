import { createContext, useContext, useEffect, useMemo } from 'react';
import { cognitoAuth, type CognitoAuth, type CognitoAuthOptions } from 'user-manager-client';
import type { ConsoleConfig } from '../config.ts';
import { useConfig } from '../shell/config-context.ts';

/** Where people sign in. */
export function poolOf(config: ConsoleConfig, send: typeof fetch): CognitoAuthOptions {
  const { cognitoEndpoint, region, userPoolId, userPoolClientId: clientId } = config;
  const endpoint = cognitoEndpoint ? { endpoint: cognitoEndpoint } : {};
  return { ...endpoint, region, userPoolId, clientId, fetch: send };
}

/**
 * Who is signed in, in this tab: tokens are kept in sessionStorage, which ends with the tab, and nothing else
 * of the console reads them (docs/decisions/0014).
 */
export function createAuth(config: ConsoleConfig, send: typeof fetch): CognitoAuth {
  return cognitoAuth({ ...poolOf(config, send), storage: sessionStorage });
}

/** What the whole page signs in with. */
export const AuthContext = createContext<CognitoAuth | null>(null);

/**
 * Signs in beside the session that goes on meanwhile, where that of `useSession` would show the door at once.
 * @throws Error outside of the app
 */
export function useAuth(): CognitoAuth {
  const auth = useContext(AuthContext);
  if (auth === null) throw new Error('Put an <AuthContext> around what signs in');
  return auth;
}

/** Signs in to change what one signs in with: kept nowhere, and over with the part of the page that asked for it. */
export function useFactorAuth(): CognitoAuth {
  const config = useConfig();
  const auth = useMemo(() => cognitoAuth(poolOf(config, fetch)), [config]);
  useEffect(() => () => void auth.signOut(), [auth]);
  return auth;
}
