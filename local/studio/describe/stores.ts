import type { App, Bucket, Queue, Table } from '../../assembly/model.ts';
import { isObject } from '../../shared/is-object.ts';
import { shortFunctionName } from './functions.ts';

/** A DynamoDB table. */
export interface TableDescription {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly stackName: string;
  readonly key: KeyDescription;
  readonly indexes: readonly IndexDescription[];
  /** Null without a stream. */
  readonly streamArn: string | null;
  readonly streamView: string | null;
  readonly timeToLiveAttribute: string | null;
}

/** A partition key, and a sort key where there is one. */
export interface KeyDescription {
  readonly partition: readonly KeyAttribute[];
  readonly sort: readonly KeyAttribute[];
}

/** An attribute of a key. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** A secondary index. */
export interface IndexDescription {
  readonly name: string;
  readonly kind: 'global' | 'local';
  readonly key: KeyDescription;
  /** `ALL`, `KEYS_ONLY`, or the attributes beside the keys. */
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[];
}

/** An SQS queue. */
export interface QueueDescription {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly logicalId: string;
  readonly stackName: string;
  /** Seconds. */
  readonly visibilityTimeout: number;
  /** Short names of functions whose event sources give up into it. */
  readonly deadLettersOf: readonly string[];
  /** Short names of functions that it invokes. */
  readonly invokes: readonly string[];
}

/** An S3 bucket. */
export interface BucketDescription {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly stackName: string;
}

/** Describes a table with its indexes. */
export function describeTable(table: Table): TableDescription {
  const { tableName: name, arn, logicalId, stackName, streamArn, createTableInput } = table;
  const types = new Map(
    objectsIn(createTableInput['AttributeDefinitions']).map((definition) => [
      String(definition['AttributeName']),
      definition['AttributeType'] as KeyAttribute['type'],
    ]),
  );
  const index = (kind: IndexDescription['kind']) => (source: Part) =>
    describeIndex(source, kind, types);
  const stream = createTableInput['StreamSpecification'];
  return {
    name,
    arn,
    logicalId,
    stackName,
    key: describeKey(createTableInput['KeySchema'], types),
    indexes: [
      ...objectsIn(createTableInput['GlobalSecondaryIndexes']).map(index('global')),
      ...objectsIn(createTableInput['LocalSecondaryIndexes']).map(index('local')),
    ],
    streamArn,
    streamView: isObject(stream) ? String(stream['StreamViewType']) : null,
    timeToLiveAttribute: table.timeToLiveAttribute,
  };
}

type Part = Readonly<Record<string, unknown>>;
type Types = ReadonlyMap<string, KeyAttribute['type']>;

function describeIndex(
  index: Part,
  kind: IndexDescription['kind'],
  types: Types,
): IndexDescription {
  const { IndexName, KeySchema, Projection } = index;
  const projection = isObject(Projection) ? Projection : {};
  const { ProjectionType: type, NonKeyAttributes: names } = projection;
  return {
    name: String(IndexName),
    kind,
    key: describeKey(KeySchema, types),
    projection: type === 'INCLUDE' && Array.isArray(names) ? names.map(String) : wholeOr(type),
  };
}

const wholeOr = (type: unknown): 'ALL' | 'KEYS_ONLY' => (type === 'KEYS_ONLY' ? type : 'ALL');

function describeKey(schema: unknown, types: Types): KeyDescription {
  const ofType = (keyType: string): readonly KeyAttribute[] =>
    objectsIn(schema)
      .filter((part) => part['KeyType'] === keyType)
      .map((part) => {
        const name = String(part['AttributeName']);
        return { name, type: types.get(name) ?? 'S' };
      });
  return { partition: ofType('HASH'), sort: ofType('RANGE') };
}

const objectsIn = (value: unknown): readonly Part[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Describes a queue with the functions around it. */
export function describeQueue(queue: Queue, app: App): QueueDescription {
  const { queueName: name, arn, url, logicalId, stackName, visibilityTimeout = 30 } = queue;
  const short = (functionArn: string): string => shortFunctionName(functionArn, app);
  const givingUp = app.eventSourceMappings
    .filter(({ onFailureArn }) => onFailureArn === arn)
    .map(({ functionArn }) => functionArn);
  const failing = app.functions
    .filter(
      ({ asynchronous: rules }) => rules?.deadLetterArn === arn || rules?.onFailureArn === arn,
    )
    .map((one) => one.arn);
  return {
    name,
    arn,
    url,
    logicalId,
    stackName,
    visibilityTimeout,
    deadLettersOf: [...new Set([...givingUp, ...failing].map(short))],
    invokes: app.queueMappings
      .filter(({ queueArn }) => queueArn === arn)
      .map(({ functionArn }) => short(functionArn)),
  };
}

/** Describes a bucket. */
export function describeBucket({
  bucketName,
  arn,
  logicalId,
  stackName,
}: Bucket): BucketDescription {
  return { name: bucketName, arn, logicalId, stackName };
}
