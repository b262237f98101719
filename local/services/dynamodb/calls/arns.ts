import { randomUUID } from 'node:crypto';
import type { Table } from '../../../assembly/model.ts';
import { isObject } from '../../../shared/is-object.ts';
import type { ApiOutput } from '../api-client.ts';
import { recordOf, type CallInput } from '../request-context.ts';
import { listOf } from '../rules/call-parts.ts';
import { exceptionOf } from '../rules/refusal.ts';

/** Where tables are that the template does not name. */
export interface Home {
  readonly region: string;
  readonly accountId: string;
}

/** ARNs as the app knows them; the engine behind has a region of its own. */
export interface Arns {
  /** ARN of a table. */
  tableArn(tableName: string): string;
  /**
   * Name of a table that is given by name or ARN.
   * @throws ApiException ResourceNotFoundException for an ARN of another region or account
   */
  tableName(nameOrArn: string): string;
  /** Name of the table whose stream the app knows by this ARN, or null. */
  tableOfStream(streamArn: string): string | null;
  /** What the app knows as the ARN of a table, an index or the latest stream of a table. */
  outward(engineArn: string): string;
}

const ARN = /^arn:[\w-]+:dynamodb:[a-z0-9-]*:\d*:table\/([^/]+)(\/.*)?$/;

/** Knows the template's tables by what the template says, others by the app's region and account. */
export function createArns(tables: readonly Table[], { region, accountId }: Home): Arns {
  const byName = new Map(tables.map((table) => [table.tableName, table]));
  const byStream = new Map(tables.map(({ streamArn, tableName }) => [streamArn, tableName]));
  const tableArn = (name: string): string =>
    byName.get(name)?.arn ?? `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
  return {
    tableArn,
    tableName(nameOrArn) {
      const name = ARN.exec(nameOrArn)?.[1];
      if (name === undefined) return nameOrArn;
      if (nameOrArn !== tableArn(name)) throw notFound();
      return name;
    },
    tableOfStream(streamArn) {
      const [, name, rest = ''] = ARN.exec(streamArn) ?? [];
      const isBeside =
        name !== undefined && !byName.has(name) && streamArn === tableArn(name) + rest;
      return byStream.get(streamArn) ?? (isBeside && rest.startsWith('/stream/') ? name : null);
    },
    outward(engineArn) {
      const [, name, rest = ''] = ARN.exec(engineArn) ?? [];
      if (name === undefined) return engineArn;
      const { streamArn = null } = byName.get(name) ?? {};
      return rest.startsWith('/stream/') && streamArn !== null ? streamArn : tableArn(name) + rest;
    },
  };
}

const notFound = (): Error =>
  exceptionOf(
    {
      type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      message: 'Requested resource not found',
    },
    randomUUID(),
  );

/** A call with tables by name, and how to answer with the ARNs that it gave. */
export interface NamedCall {
  readonly input: CallInput;
  answer(output: ApiOutput): ApiOutput;
}

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html: a table that
 * is given by ARN is answered by ARN.
 * @returns null for a call that gives no table by ARN
 */
export function namedCall(input: CallInput, arns: Arns): NamedCall | null {
  if (isOfOneTable(input) && !String(input.TableName).startsWith('arn:')) return null;
  const given = new Map<string, string>();
  const name = (nameOrArn: unknown): unknown => {
    if (typeof nameOrArn !== 'string' || !nameOrArn.startsWith('arn:')) return nameOrArn;
    const tableName = arns.tableName(nameOrArn);
    given.set(tableName, nameOrArn);
    return tableName;
  };
  const named = withNames(input, name);
  if (given.size === 0) return null;
  const back = (tableName: string): string => given.get(tableName) ?? tableName;
  return { input: named, answer: (output) => withGiven(output, back) };
}

const isOfOneTable = ({ RequestItems, TransactItems }: CallInput): boolean =>
  RequestItems === undefined && TransactItems === undefined;

function withNames(input: CallInput, name: (given: unknown) => unknown): CallInput {
  const { TableName, RequestItems, TransactItems } = input;
  return {
    ...input,
    ...(TableName !== undefined && { TableName: name(TableName) }),
    ...(isObject(RequestItems) && {
      RequestItems: rekeyed(RequestItems, (key) => String(name(key))),
    }),
    ...(Array.isArray(TransactItems) && {
      TransactItems: TransactItems.map((entry: unknown) =>
        Object.fromEntries(
          Object.entries(recordOf(entry)).map(([action, part]) => [
            action,
            isObject(part) ? { ...part, TableName: name(part.TableName) } : part,
          ]),
        ),
      ),
    }),
  };
}

const KEYED = ['Responses', 'UnprocessedItems', 'UnprocessedKeys', 'ItemCollectionMetrics'];

function withGiven(output: ApiOutput, back: (name: string) => string): ApiOutput {
  const changed: Record<string, unknown> = { ...output };
  for (const member of KEYED) {
    const value = changed[member];
    if (isObject(value)) changed[member] = rekeyed(value, back);
  }
  const { ConsumedCapacity: capacity } = output;
  const answered = (value: unknown): unknown => {
    const { TableName } = recordOf(value);
    return typeof TableName === 'string'
      ? { ...recordOf(value), TableName: back(TableName) }
      : value;
  };
  if (Array.isArray(capacity)) changed['ConsumedCapacity'] = listOf(capacity).map(answered);
  else if (capacity !== undefined) changed['ConsumedCapacity'] = answered(capacity);
  return changed;
}

const rekeyed = (value: CallInput, name: (key: string) => string): CallInput =>
  Object.fromEntries(Object.entries(value).map(([key, part]) => [name(key), part]));
