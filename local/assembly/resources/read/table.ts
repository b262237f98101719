import { arn, origin, physicalName } from '../../template/ids.ts';
import type { ResourceGrant, Table, UnsupportedResource } from '../../model.ts';
import { readResourcePolicy } from '../../policies/resource-policy.ts';
import type { Parts, Resource, ResourceType } from '../../template/types.ts';
import { flag, list, record, requiredText, text } from '../../template/values.ts';

/** What differs between AWS::DynamoDB::Table and GlobalTable: how throughput is written. */
export type BillingReader = (properties: Record<string, unknown>) => {
  readonly table: Record<string, unknown>;
  readonly index: (index: Record<string, unknown>) => Record<string, unknown>;
};

/** The two table types share everything but billing. */
export function tableType(billing: BillingReader): ResourceType {
  return {
    ref: tableName,
    attributes: {
      Arn: tableArn,
      StreamArn: streamArn,
      TableId: (resource) => physicalName(resource),
    },
    read(resource, parts) {
      parts.tables.push(readTable(resource, billing));
      parts.resourceGrants.push(...grantsOn(resource, parts));
      for (const index of list(resource.get('GlobalSecondaryIndexes')).map(record)) {
        if (hasWideKey(index)) parts.unsupported.push(withoutIndex(resource, index));
      }
    },
  };
}

/** A GlobalTable has its policy at the replica. */
function grantsOn(resource: Resource, parts: Parts): ResourceGrant[] {
  const { region } = resource.environment;
  const replica = list(resource.raw('Replicas'))
    .map(record)
    .find(({ Region }) => resource.resolve(Region) === region);
  const policy = record(replica?.['ResourcePolicy'] ?? resource.raw('ResourcePolicy'));
  const arns = [tableArn(resource), `${tableArn(resource)}/*`];
  return readResourcePolicy(resource, policy['PolicyDocument'], arns, parts);
}

function readTable(resource: Resource, billing: BillingReader): Table {
  const properties = resource.all();
  const { table, index } = billing(properties);
  const stream = record(properties['StreamSpecification']);
  const timeToLive = record(properties['TimeToLiveSpecification']);
  const globalIndexes = list(properties['GlobalSecondaryIndexes'])
    .map(record)
    .filter((item) => !hasWideKey(item))
    .map((item) => ({ ...keys(item), ...index(item) }));
  const localIndexes = list(properties['LocalSecondaryIndexes']).map((item) => keys(record(item)));
  return {
    ...origin(resource),
    tableName: tableName(resource),
    arn: tableArn(resource),
    streamArn: streamArn(resource) ?? null,
    createTableInput: {
      TableName: tableName(resource),
      AttributeDefinitions: definitions(properties, [...globalIndexes, ...localIndexes]),
      KeySchema: properties['KeySchema'],
      ...table,
      ...(globalIndexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
      ...(localIndexes.length > 0 && { LocalSecondaryIndexes: localIndexes }),
      ...(stream['StreamViewType'] !== undefined && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: stream['StreamViewType'] },
      }),
    },
    timeToLiveAttribute: flag(timeToLive['Enabled'], false)
      ? (text(timeToLive['AttributeName']) ?? null)
      : null,
  };
}

/**
 * Whether a key has several partition or sort attributes, which the DynamoDB engine here takes and then
 * queries by the first of them only.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 */
function hasWideKey(index: Record<string, unknown>): boolean {
  const types = list(index['KeySchema']).map((part) => record(part)['KeyType']);
  return new Set(types).size < types.length;
}

function withoutIndex(resource: Resource, index: Record<string, unknown>): UnsupportedResource {
  return {
    ...origin(resource),
    type: `${resource.type} (GlobalSecondaryIndexes)`,
    consequence: `The index ${requiredText(index['IndexName'])} is not made: its key has several partition or sort attributes. Queries of it are refused.`,
  };
}

/** DynamoDB refuses definitions of attributes that no key has. */
function definitions(
  properties: Record<string, unknown>,
  indexes: readonly Record<string, unknown>[],
): unknown[] {
  const keyed = [properties, ...indexes].flatMap(({ KeySchema }) => list(KeySchema));
  const used = new Set(keyed.map((part) => record(part)['AttributeName']));
  return list(properties['AttributeDefinitions']).filter((definition) =>
    used.has(record(definition)['AttributeName']),
  );
}

/** The members of an index that CreateTable and CloudFormation share. */
function keys(index: Record<string, unknown>): Record<string, unknown> {
  const { IndexName, KeySchema, Projection } = index;
  return { IndexName, KeySchema, Projection };
}

function tableName(resource: Resource): string {
  return text(resource.get('TableName')) ?? physicalName(resource);
}

function tableArn(resource: Resource): string {
  return arn(resource, 'dynamodb', `table/${tableName(resource)}`);
}

/** AWS ends it with the time the stream was made; here it has to be known before. */
function streamArn(resource: Resource): string | undefined {
  const { StreamViewType } = record(resource.get('StreamSpecification'));
  return StreamViewType === undefined
    ? undefined
    : `${tableArn(resource)}/stream/2026-01-01T00:00:00.000`;
}
