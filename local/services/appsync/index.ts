export { createAppsync } from './appsync.ts';
export type { AppsyncServices, DescribedApi } from './action.ts';
