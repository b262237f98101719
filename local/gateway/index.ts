export { createGateway } from './gateway.ts';
export type { Gateway, GatewayOptions, UpgradeRoute } from './gateway.ts';
export { createGraphqlRoute } from './graphql-route.ts';
export type { GraphqlRouteOptions } from './graphql-route.ts';
export { createJsonRoute } from './json-route.ts';
export { createStaticRoute } from './static-route.ts';
