import { Kind, type DocumentNode, type OperationTypeNode } from 'graphql';

/** The root types of a schema by operation, `Query` and its like unless the schema names others. */
export function operationTypes({
  definitions,
}: DocumentNode): Readonly<Partial<Record<OperationTypeNode, string>>> {
  const declared = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.operationTypes ?? []).map(({ operation, type }) => [operation, type.name.value])
      : [],
  );
  if (declared.length > 0) return Object.fromEntries(declared) as Record<string, string>;
  return { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
}
