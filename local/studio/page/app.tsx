import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ROUTES } from './routes.tsx';

/** The whole studio. */
export function App() {
  const [{ client, router }] = useState(() => ({
    // The engine is on this machine: what it refuses it refuses again, and what it says is never stale for long.
    client: new QueryClient({
      defaultOptions: {
        queries: { retry: false, staleTime: 2_000, networkMode: 'always' },
        mutations: { networkMode: 'always' },
      },
    }),
    router: createBrowserRouter(ROUTES, { basename: '/studio' }),
  }));
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
