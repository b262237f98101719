export { createApiCache, type ApiCache } from './api-cache.ts';
export { createFieldResolvers, type FieldResolversOptions } from './create-field-resolvers.ts';
