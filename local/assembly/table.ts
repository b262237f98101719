import { arn, origin, physicalName } from './ids.ts';
import type { Table } from './model.ts';
import type { Resource, ResourceType } from './types.ts';
import { flag, list, record, text } from './values.ts';

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
    },
  };
}

function readTable(resource: Resource, billing: BillingReader): Table {
  const properties = resource.all();
  const { table, index } = billing(properties);
  const stream = record(properties['StreamSpecification']);
  const timeToLive = record(properties['TimeToLiveSpecification']);
  const globalIndexes = list(properties['GlobalSecondaryIndexes']).map((item) => ({
    ...keys(record(item)),
    ...index(record(item)),
  }));
  const localIndexes = list(properties['LocalSecondaryIndexes']).map((item) => keys(record(item)));
  return {
    ...origin(resource),
    tableName: tableName(resource),
    arn: tableArn(resource),
    streamArn: streamArn(resource) ?? null,
    createTableInput: {
      TableName: tableName(resource),
      AttributeDefinitions: properties['AttributeDefinitions'],
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
