import type { TableDescription } from '@aws-sdk/client-dynamodb';

/** A key attribute. */
export interface KeyAttribute {
  readonly name: string;
  /** `S`, `N` or `B`. */
  readonly type: string;
}

/** What a table or an index is queried by. */
export interface KeySchema {
  readonly partition: KeyAttribute;
  readonly sort: KeyAttribute | null;
}

/** The keys of an index and what it holds. */
export interface IndexSchema extends KeySchema {
  readonly name: string;
  readonly isGlobal: boolean;
  /** Attributes beside keys; null when every attribute is in the index. */
  readonly projected: readonly string[] | null;
}

/** What the rules know of a table. */
export interface TableSchema extends KeySchema {
  readonly indexes: readonly IndexSchema[];
}

/** Reads DescribeTable's answer; null for a key that is not one or two attributes. */
export function schemaOf(table: TableDescription): TableSchema | null {
  const types = new Map(
    table.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => [
      AttributeName,
      AttributeType,
    ]),
  );
  const keyOf = ({ KeySchema = [] }: Pick<TableDescription, 'KeySchema'>): KeySchema | null => {
    const [partition, sort = null] = ['HASH', 'RANGE'].map((kind) => {
      const name = KeySchema.find(({ KeyType }) => KeyType === kind)?.AttributeName;
      return name === undefined ? null : { name, type: types.get(name) ?? 'S' };
    });
    return partition ? { partition, sort } : null;
  };
  const indexesOf = (
    list: TableDescription['LocalSecondaryIndexes'] | TableDescription['GlobalSecondaryIndexes'],
    isGlobal: boolean,
  ): IndexSchema[] =>
    (list ?? []).flatMap(({ IndexName: name = '', Projection, ...index }) => {
      const key = keyOf(index);
      const { ProjectionType, NonKeyAttributes = [] } = Projection ?? {};
      const projected = ProjectionType === 'ALL' ? null : NonKeyAttributes;
      return key ? [{ ...key, name, isGlobal, projected }] : [];
    });
  const key = keyOf(table);
  return (
    key && {
      ...key,
      indexes: [
        ...indexesOf(table.GlobalSecondaryIndexes, true),
        ...indexesOf(table.LocalSecondaryIndexes, false),
      ],
    }
  );
}

/** Names of a key's attributes. */
export const keyNames = ({ partition, sort }: KeySchema): string[] =>
  sort ? [partition.name, sort.name] : [partition.name];
