import type {
  AttributeDefinition,
  CreateTableCommandInput,
  KeySchemaElement,
  TableDescription,
} from '@aws-sdk/client-dynamodb';

/** The part of a table or index that decides what its rows are. */
export interface KeyedShape {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly Projection?:
    | { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] }
    | undefined;
}

/**
 * What of an existing table can never be changed and differs, e.g.
 * `key: it has pk (S) HASH, the template says id (S) HASH`; null when nothing does.
 */
export function keyDifference(
  existing: TableDescription,
  wanted: CreateTableCommandInput,
): string | null {
  const has = shapeText(existing, existing.AttributeDefinitions);
  const says = shapeText(wanted, wanted.AttributeDefinitions);
  if (has !== says) return `key: it has ${has}, the template says ${says}`;
  const hasLocal = localIndexes(existing, existing.AttributeDefinitions);
  const saysLocal = localIndexes(wanted, wanted.AttributeDefinitions);
  if (hasLocal === saysLocal) return null;
  return `set of local indexes: it has ${hasLocal || 'none'}, the template says ${saysLocal || 'none'}`;
}

/** Key and projection as a text that is equal for equal shapes, e.g. `pk (S) HASH, sk (N) RANGE`. */
export function shapeText(
  shape: KeyedShape,
  attributes: readonly AttributeDefinition[] | undefined,
): string {
  const types = new Map(
    attributes?.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
  const keys = [...(shape.KeySchema ?? [])]
    .sort((a, b) => (a.KeyType ?? '').localeCompare(b.KeyType ?? ''))
    .map(({ AttributeName, KeyType }) => {
      return `${AttributeName ?? '?'} (${types.get(AttributeName) ?? '?'}) ${KeyType ?? '?'}`;
    })
    .join(', ');
  const projected = shape.Projection?.NonKeyAttributes?.toSorted().join(' ') ?? '';
  return [keys, shape.Projection?.ProjectionType, projected].filter(Boolean).join(' ');
}

function localIndexes(
  table: TableDescription | CreateTableCommandInput,
  attributes: readonly AttributeDefinition[] | undefined,
): string {
  return (table.LocalSecondaryIndexes ?? [])
    .map((index) => `${index.IndexName ?? '?'}: ${shapeText(index, attributes)}`)
    .toSorted()
    .join('; ');
}
