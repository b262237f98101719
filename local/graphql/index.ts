export { createGraphqlEngine, type GraphqlEngineOptions } from './engine.ts';
export { scalars } from './scalars/index.ts';
export { introspectionSchema } from './introspection-schema.ts';
export { readPublicSchema } from './public-schema.ts';
export { requestOfBody, requestOfQuery, type Malformed } from './request.ts';
