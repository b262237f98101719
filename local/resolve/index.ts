export { createFieldResolvers, type FieldResolversOptions } from './create-field-resolvers.ts';
