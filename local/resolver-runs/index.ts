export { operationOf } from './fetcher.ts';
export { tracedFetch } from './traced-field.ts';
export { directError } from './direct-lambda.ts';
export { errorOf } from './run-state.ts';
export { createApiCache, type ApiCache } from './api-cache.ts';
export { createFieldResolvers, type FieldResolversOptions } from './create-field-resolvers.ts';
