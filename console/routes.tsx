import type { RouteObject } from 'react-router';
import { Navigate } from 'react-router';
import { useAccess } from './session/use-access.ts';
import { Frame } from './shell/frame.tsx';
import { RouteFailure } from './shell/route-failure.tsx';
import { Skeleton } from './ui/skeleton.tsx';
import { NotFound } from './ui/states.tsx';

/** Each address and its view; the code of a view is loaded when somebody goes there. */
export const ROUTES: RouteObject[] = [
  {
    path: '/',
    element: <Frame />,
    errorElement: <RouteFailure />,
    children: [
      {
        errorElement: <RouteFailure />,
        // While the code of the first view is loaded, the frame is there already.
        hydrateFallbackElement: <Skeleton />,
        children: [
          { index: true, element: <Home /> },
          {
            path: 'overview',
            lazy: async () => ({
              Component: (await import('./views/overview/overview.tsx')).Overview,
            }),
          },
          {
            path: 'people',
            lazy: async () => ({ Component: (await import('./views/people/people.tsx')).People }),
          },
          {
            path: 'people/:id',
            lazy: async () => ({ Component: (await import('./views/person/person.tsx')).Person }),
          },
          {
            path: 'account',
            lazy: async () => ({
              Component: (await import('./views/account/account.tsx')).Account,
            }),
          },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];

/** Administrators begin with all, everybody else with themselves. */
function Home() {
  const { isAdmin } = useAccess();
  return <Navigate to={isAdmin ? '/overview' : '/account'} replace />;
}
