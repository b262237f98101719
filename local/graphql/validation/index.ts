import { specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { AppSyncError } from '../../shared/graphql-error.ts';
import { validationError } from '../errors.ts';

export function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  introspection: boolean,
): readonly AppSyncError[] {
  void introspection;
  return validate(schema, document, specifiedRules).map((e) => validationError(e.message, []));
}
