import { useEffect, useMemo, useState } from 'react';
import type { AuthState, Client, CognitoAuth } from 'user-manager-client';
import { cognitoAuth, createClient } from 'user-manager-client';
import type { PlaygroundConfig } from './config.ts';

/** Who is signed in, and what they ask with. */
export interface Session {
  readonly auth: CognitoAuth;
  readonly state: AuthState;
  /** Null while nobody is signed in. */
  readonly client: Client | null;
}

/** The sign-in of this browser tab, and a client that belongs to the person signed in. */
export function useSession(config: PlaygroundConfig): Session {
  const auth = useMemo(() => createAuth(config), [config]);
  const [state, setState] = useState(auth.state);
  useEffect(() => auth.onStateChange(setState), [auth]);

  const userId = state.status === 'signedIn' ? state.user.id : null;
  const client = useMemo(() => {
    const { graphqlUrl, realtimeUrl } = config;
    return userId === null ? null : createClient({ graphqlUrl, realtimeUrl, auth });
  }, [config, auth, userId]);
  useEffect(() => () => client?.close(), [client]);
  return { auth, state, client };
}

function createAuth({
  cognitoEndpoint,
  userPoolId,
  userPoolClientId: clientId,
}: PlaygroundConfig): CognitoAuth {
  const endpoint = cognitoEndpoint ? { endpoint: cognitoEndpoint } : {};
  return cognitoAuth({ ...endpoint, userPoolId, clientId, storage: sessionStorage });
}
