import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import type { Client, CognitoAuth } from 'user-manager-client';
import { createClient } from 'user-manager-client';
import { UserManagerProvider, useSession } from 'user-manager-client/react';
import type { ConsoleConfig } from './config.ts';
import { ConnectionStore } from './connection/connection-store.ts';
import { ROUTES } from './routes.tsx';
import { AuthContext, createAuth } from './session/auth.ts';
import { useEnded } from './session/ended.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import { ConfigContext } from './shell/config-context.ts';
import { ConnectionBanner, ConnectionContext } from './shell/connection-banner.tsx';
import { Toasts } from './ui/toasts.tsx';

/** What the page works with as long as it is there. */
interface Parts {
  readonly connection: ConnectionStore;
  readonly auth: CognitoAuth;
  readonly client: Client;
  readonly queryClient: QueryClient;
  readonly router: ReturnType<typeof createBrowserRouter>;
}

function createParts(config: ConsoleConfig): Parts {
  const { graphqlUrl, realtimeUrl } = config;
  const connection = new ConnectionStore({ graphqlUrl, reconnect: () => client.reconnect() });
  const { fetch, onRealtimeState: onConnectionState } = connection;
  const auth = createAuth(config, fetch);
  const client = createClient({ graphqlUrl, realtimeUrl, auth, fetch, onConnectionState });
  // A refusal is not asked for again; a lost connection is looked for by its store, and then all is read anew.
  const queries = { retry: false, staleTime: 30_000, refetchOnWindowFocus: false };
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: { ...queries, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return { connection, auth, client, queryClient, router: createBrowserRouter(ROUTES) };
}

/** The whole console. */
export function App({ config }: { readonly config: ConsoleConfig }) {
  const [parts] = useState(() => createParts(config));
  const { connection, auth, client, queryClient, router } = parts;
  return (
    <ConfigContext value={config}>
      <ConnectionContext value={connection}>
        <QueryClientProvider client={queryClient}>
          <UserManagerProvider client={client} auth={auth} queryClient={queryClient}>
            <AuthContext value={auth}>
              <Toasts>
                <Door router={router} />
              </Toasts>
            </AuthContext>
          </UserManagerProvider>
        </QueryClientProvider>
      </ConnectionContext>
    </ConfigContext>
  );
}

/** Whoever is signed out stands before the door, whatever the address; behind it is what the address says. */
function Door({ router }: Pick<Parts, 'router'>) {
  const { status } = useSession();
  const ended = useEnded();
  if (status === 'signedIn') return <RouterProvider router={router} />;
  return (
    <>
      <ConnectionBanner />
      <SignInPage ended={ended} />
    </>
  );
}
