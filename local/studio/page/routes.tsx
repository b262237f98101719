import { Navigate, type RouteObject } from 'react-router';
import { Frame } from './shell/frame.tsx';
import { RouteFailure } from './shell/route-failure.tsx';
import { Notice } from '../../page-kit/notice.tsx';

/** Each address and its view; the code of a view is loaded when somebody goes there. */
export const ROUTES: RouteObject[] = [
  {
    path: '/',
    element: <Frame />,
    errorElement: <RouteFailure />,
    // Nothing: the code of the first view is there in a moment.
    hydrateFallbackElement: <span />,
    children: [
      {
        errorElement: <RouteFailure />,
        children: [
          { index: true, element: <Navigate to="/requests" replace /> },
          {
            path: 'requests/:id?',
            lazy: async () => ({
              Component: (await import('./views/requests/requests.tsx')).Requests,
            }),
          },
          {
            path: 'query',
            lazy: async () => ({ Component: (await import('./views/query/query.tsx')).Query }),
          },
          {
            path: 'events',
            lazy: async () => ({ Component: (await import('./views/events/events.tsx')).Events }),
          },
          {
            path: 'data/:table?',
            lazy: async () => ({ Component: (await import('./views/data/data.tsx')).Data }),
          },
          {
            path: 'people/:pool?/:name?',
            lazy: async () => ({ Component: (await import('./views/people/people.tsx')).People }),
          },
          {
            path: 'mail/:id?',
            lazy: async () => ({ Component: (await import('./views/mail/mail.tsx')).Mail }),
          },
          {
            path: 'queues/:name?',
            lazy: async () => ({ Component: (await import('./views/queues/queues.tsx')).Queues }),
          },
          {
            path: 'functions/:name?',
            lazy: async () => ({
              Component: (await import('./views/functions/functions.tsx')).Functions,
            }),
          },
          {
            path: 'resources',
            lazy: async () => ({
              Component: (await import('./views/resources/resources.tsx')).Resources,
            }),
          },
          {
            path: 'clock',
            lazy: async () => ({ Component: (await import('./views/clock/clock.tsx')).Clock }),
          },
          {
            path: 'snapshots',
            lazy: async () => ({
              Component: (await import('./views/snapshots/snapshots.tsx')).Snapshots,
            }),
          },
          {
            path: '*',
            element: (
              <Notice icon="search" title="Nothing is here">
                The address leads to no view of the studio.
              </Notice>
            ),
          },
        ],
      },
    ],
  },
];
