export { StillBusy } from './gate.ts';
export { createGateway } from './gateway.ts';
export type { Gateway } from './gateway.ts';
export { createGraphqlRoute } from './graphql-route.ts';
export { createJsonRoute } from './json-route.ts';
export type { RouteSet } from './route-set.ts';
export type { UpgradeRoute } from './router.ts';
