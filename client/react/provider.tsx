import { QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Client, CognitoAuth } from '../index.ts';
import { LiveUsers } from './live-users.ts';
import { readAnew } from './read-anew.ts';
import { SessionStore } from './session-store.ts';

/** What the hooks below work with. */
export interface UserManagerProviderProps {
  readonly client: Client;
  /** Who signs people in; without it, requests are sent with whatever the client has. */
  readonly auth?: CognitoAuth;
  /** The app's own, to share its cache and defaults; one for this provider unless given. */
  readonly queryClient?: QueryClient;
  readonly children?: ReactNode;
}

/** What the hooks share. */
interface Shared {
  readonly client: Client;
  readonly queryClient: QueryClient;
  readonly session: SessionStore | null;
  readonly live: LiveUsers;
}

const Context = createContext<Shared | null>(null);

/** First of all query keys. */
export const ROOT_KEY = 'user-manager';

function createShared(
  client: Client,
  auth: CognitoAuth | undefined,
  queryClient = new QueryClient(),
): Shared {
  const session = auth ? new SessionStore(auth) : null;
  const ownId = () => session?.getState().user?.id ?? null;
  const live = new LiveUsers(client, () => void readAnew(queryClient, [ROOT_KEY]), ownId);
  return { client, queryClient, live, session };
}

/** Gives the hooks below it a client. It renders on servers too, as for nobody. */
export function UserManagerProvider({
  client,
  auth,
  queryClient,
  children,
}: UserManagerProviderProps) {
  const [shared] = useState(() => createShared(client, auth, queryClient));
  useEffect(() => {
    if (shared.session === null) return undefined;
    let user = shared.session.getState().user?.id ?? null;
    return shared.session.subscribe(() => {
      const now = shared.session?.getState().user?.id ?? null;
      if (now === user) return;
      user = now;
      // Nobody sees what somebody else has read.
      shared.queryClient.removeQueries({ queryKey: [ROOT_KEY], type: 'inactive' });
      shared.live.restart(now !== null);
    });
  }, [shared]);
  return <Context.Provider value={shared}>{children}</Context.Provider>;
}

/** @throws Error outside of a UserManagerProvider */
export function useShared(): Shared {
  const shared = useContext(Context);
  if (shared === null) throw new Error('Put a <UserManagerProvider> around what uses its hooks');
  return shared;
}

/** The client that the provider was given. */
export const useClient = (): Client => useShared().client;

const never = () => () => {};
const nobody = () => null;

/** What a query needs: the start of its key, which names whose answer it is, and whether it may be sent. */
export function useQueryScope() {
  const { session } = useShared();
  const state = useSyncExternalStore(
    session?.subscribe ?? never,
    session?.getState ?? nobody,
    session?.getServerState ?? nobody,
  );
  const userId = state?.user?.id ?? null;
  return { key: [ROOT_KEY, userId] as const, enabled: session === null || userId !== null, userId };
}
