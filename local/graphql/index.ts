export { createGraphqlEngine, type GraphqlEngineOptions } from './engine.ts';
export { scalars } from './scalars/index.ts';
export { readPublicSchema } from './public-schema.ts';
