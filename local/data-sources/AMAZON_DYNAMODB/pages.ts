import { answered, failed, type RequestObject } from '../answers.ts';
import type { DataSourceAnswer } from '../types.ts';
import type { OperationServices } from './operation.ts';
import { fromWireItem, type TypedItem } from './typed-values.ts';

/** Members of Query and Scan; the dynamodb module's `scan` takes `scanIndexForward` too. */
export const PAGE_MEMBERS = [
  'index',
  'limit',
  'nextToken',
  'consistentRead',
  'select',
  'scanIndexForward',
  'filter',
  'projection',
] as const;

/** Runs a Query or Scan from where its token says, and makes the token of the next page. */
export async function readPage(
  operation: 'Query' | 'Scan',
  request: RequestObject,
  input: Readonly<Record<string, unknown>>,
  { call, tableName, pageTokens, context }: OperationServices,
): Promise<DataSourceAnswer> {
  const { nextToken, limit, consistentRead, index, select } = request;
  const start: Record<string, unknown> = {};
  if (nextToken !== undefined && nextToken !== null) {
    const key = pageTokens.open(nextToken, context.resolverKey);
    if (!key) return BAD_TOKEN;
    start.ExclusiveStartKey = key;
  }
  const output = await call(operation, {
    TableName: tableName,
    ...input,
    ...start,
    ...given('Limit', limit),
    ...given('IndexName', index),
    ...given('Select', select),
    ...given('ConsistentRead', consistentRead),
  });
  const last = output.LastEvaluatedKey;
  return answered({
    items: ((output.Items ?? []) as readonly TypedItem[]).map(fromWireItem),
    nextToken: last === undefined ? null : pageTokens.seal(last, context.resolverKey),
    scannedCount: output.ScannedCount ?? 0,
  });
}

/** A member of the input, unless the request leaves it out. */
export function given(name: string, value: unknown): Readonly<Record<string, unknown>> {
  return value === undefined || value === null ? {} : { [name]: value };
}

/** As seen on AWS for tokens that are mangled or another resolver's. */
export const BAD_TOKEN = failed(
  'DynamoDB:UserIllegalArgumentException',
  'com.amazonaws.deepdish.common.pagination.InvalidPaginationTokenException: Invalid pagination token given.',
);
