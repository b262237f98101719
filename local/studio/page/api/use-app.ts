import { useQuery } from '@tanstack/react-query';
import type { RunningApp } from '../../routes/app.ts';
import { call } from './call.ts';

/** A GraphQL API of the app. */
export type AppApi = RunningApp['apis'][number];

/** What operations are sent to: a GraphQL API, or an Event API. */
export type Callable = Pick<AppApi, 'id' | 'authModes'>;

/** What runs; a save may change it. */
export const useApp = () =>
  useQuery({ queryKey: ['app'], queryFn: ({ signal }) => call<RunningApp>('/app', { signal }) });

/** Where an API answers on whatever name of this machine the page was opened by. */
export const pathOfApi = ({ url }: Pick<AppApi, 'url'>): string => new URL(url).pathname;
