import {
  AttributeType,
  ProjectionType,
  StreamViewType,
  TableV2,
  type GlobalSecondaryIndexPropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import {
  ORDERS,
  WORD_INDEX_ATTRIBUTES,
  type IndexPartition,
  type IndexSortKey,
} from '../model/indexes.ts';
import { WORD_INDEXES, WORD_KEYS, type WordKey } from '../model/search-words.ts';
import type { Stage } from './stage.ts';
import { tableSettings } from './table-settings.ts';

interface UsersTableProps {
  readonly stage: Stage;
  /** What it is encrypted with; null: AWS's. */
  readonly key: IKey | null;
}

/**
 * The table of everything: which items there are tells model/keys.ts.
 */
export class UsersTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { stage, key }: UsersTableProps) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      ...tableSettings(stage, key),
      ...(stage.pointInTimeRecovery === null
        ? {}
        : {
            pointInTimeRecoverySpecification: {
              pointInTimeRecoveryEnabled: true,
              recoveryPeriodInDays: stage.pointInTimeRecovery,
            },
          }),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      globalSecondaryIndexes: INDEXES,
    });
  }
}

// Only PROFILE items have these attributes, so every index holds users and nothing else. Each sort
// key is unique (the address, or it ends in the id): a page can start after the last one's key.
// There are two for each order: everybody, and each status with each role on its own, of which lists
// of one status or role are put together (docs/decisions/0009); and those of words (docs/decisions/0016).
// CloudFormation takes one new or lost index a deployment (docs/operations.md).
const INDEXES: GlobalSecondaryIndexPropsV2[] = [
  ...Object.values(ORDERS).map(({ everybody, sortKey }) => index(everybody, 'entity', sortKey)),
  ...Object.values(ORDERS).map(({ byStatusRole, sortKey }) =>
    index(byStatusRole, 'statusRole', sortKey),
  ),
  ...WORD_KEYS.map((key) => ({
    ...index(WORD_INDEXES[key], 'entity', key),
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: [...WORD_INDEX_ATTRIBUTES],
  })),
];

function index(
  indexName: string,
  partitionKey: IndexPartition,
  sortKey: IndexSortKey | WordKey,
): GlobalSecondaryIndexPropsV2 {
  return {
    indexName,
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    sortKey: { name: sortKey, type: AttributeType.STRING },
    projectionType: ProjectionType.ALL,
  };
}
