import type { Table } from '../../assembly/model.ts';
import type { Permissions } from '../../aws/iam/types.ts';
import { contextOf, recordOf, type CallInput } from './request-context.ts';

/**
 * Whether permissions suffice for a call: null, or the sentence that DynamoDB refuses it with.
 * @param operation as in `X-Amz-Target`, without the version
 */
export type DynamodbAccess = (
  permissions: Permissions,
  operation: string,
  input: CallInput,
) => string | null;

/**
 * The actions and resources that a call needs, held against policies.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export function createDynamodbAccess(
  tables: readonly Table[],
  home: { readonly region: string; readonly accountId: string },
): DynamodbAccess {
  const byName = new Map(tables.map((table) => [table.tableName, table]));
  const prefix = `arn:aws:dynamodb:${home.region}:${home.accountId}:table/`;
  const arnOf = ({ tableName, indexName }: Target): string => {
    const arn = byName.get(tableName)?.arn ?? prefix + tableName;
    return indexName === undefined ? arn : `${arn}/index/${indexName}`;
  };
  const streamArns = tables.flatMap(({ streamArn }) => streamArn ?? []);

  return (permissions, operation, input) => {
    if (operation === 'GetRecords') return anyStream(permissions, streamArns);
    for (const need of needsOf(operation, input)) {
      const { action, target } = need;
      const resource =
        target === null
          ? '*'
          : 'streamOf' in target
            ? (byName.get(target.streamOf)?.streamArn ?? `${prefix}${target.streamOf}/stream/*`)
            : arnOf(target);
      const refusal = permissions.refusal(`dynamodb:${action}`, resource, () =>
        contextOf(action, need.input, {
          partitionKey: target && 'tableName' in target ? partitionKey(byName, target) : null,
          enclosing: need.enclosing ?? null,
        }),
      );
      if (refusal !== null) return refusal;
    }
    return null;
  };
}

interface Target {
  readonly tableName: string;
  readonly indexName?: string | undefined;
}

interface Need {
  readonly action: string;
  /** Null: no single resource. */
  readonly target: Target | { readonly streamOf: string } | null;
  /** The part of the call for this resource. */
  readonly input: CallInput;
  readonly enclosing?: string;
}

type NeedsOf = (input: CallInput) => readonly Need[];

function needsOf(operation: string, input: CallInput): readonly Need[] {
  return SEVERAL.get(operation)?.(input) ?? [{ action: operation, target: targetOf(input), input }];
}

function targetOf({ TableName, IndexName, StreamArn }: CallInput): Need['target'] {
  const tableName = tableNameOf({ TableName });
  if (tableName !== null) {
    return { tableName, indexName: typeof IndexName === 'string' ? IndexName : undefined };
  }
  return typeof StreamArn === 'string' ? { streamOf: nameOf(StreamArn) } : null;
}

const tableNameOf = ({ TableName }: CallInput): string | null =>
  typeof TableName === 'string' ? nameOf(TableName) : null;

/** `T` of `T` and of the ARN of the table or its stream. */
const nameOf = (nameOrArn: string): string => /:table\/([^/]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;

const PARTS_OF_WRITES: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** Calls that are about more than one table, or say it in another way. */
const SEVERAL: ReadonlyMap<string, NeedsOf> = new Map(
  Object.entries<NeedsOf>({
    BatchGetItem: ({ RequestItems }) =>
      Object.entries(recordOf(RequestItems)).map(([tableName, part]) => ({
        action: 'BatchGetItem',
        target: { tableName: nameOf(tableName) },
        input: recordOf(part),
      })),
    BatchWriteItem: ({ RequestItems }) =>
      Object.entries(recordOf(RequestItems)).map(([tableName, part]) => ({
        action: 'BatchWriteItem',
        target: { tableName: nameOf(tableName) },
        input: { Writes: listOf(part).map(writtenItem) },
      })),
    TransactGetItems: ({ TransactItems }) =>
      listOf(TransactItems).flatMap((entry) =>
        partOf('GetItem', recordOf(entry).Get, 'TransactGetItems'),
      ),
    TransactWriteItems: ({ TransactItems }) =>
      listOf(TransactItems).flatMap((entry) =>
        Object.entries(recordOf(entry)).flatMap(([kind, part]) =>
          partOf(PARTS_OF_WRITES[kind] ?? kind, part, 'TransactWriteItems'),
        ),
      ),
    ListStreams: (input) => [
      { action: 'ListStreams', target: { streamOf: tableNameOf(input) ?? '*' }, input },
    ],
    ExecuteStatement: ({ Statement }) => statementNeeds([{ Statement }]),
    BatchExecuteStatement: ({ Statements }) => statementNeeds(listOf(Statements)),
    ExecuteTransaction: ({ TransactStatements }) =>
      statementNeeds(listOf(TransactStatements), 'ExecuteTransaction'),
  }),
);

function partOf(action: string, part: unknown, enclosing: string): Need[] {
  const input = recordOf(part);
  return [{ action, target: targetOf(input), input, enclosing }];
}

function writtenItem(write: unknown): unknown {
  const { PutRequest, DeleteRequest } = recordOf(write);
  return recordOf(PutRequest).Item ?? recordOf(DeleteRequest).Key ?? {};
}

/** PartiQL: `SELECT * FROM "T"."index"`, `INSERT INTO "T" ...`. */
const STATEMENT =
  /^\s*(?:(SELECT)\b.*?\bFROM|(INSERT)\s+INTO|(UPDATE)|(DELETE)\s+FROM)\s+(?:"([^"]+)"|(\w+))(?:\s*\.\s*(?:"([^"]+)"|(\w+)))?/is;

function statementNeeds(statements: readonly unknown[], enclosing?: string): Need[] {
  return statements.flatMap((one) => {
    const input = recordOf(one);
    const found = STATEMENT.exec(String(input.Statement));
    // DynamoDB itself says what is wrong with it.
    if (!found) return [];
    const verb = (found[1] ?? found[2] ?? found[3] ?? found[4] ?? '').toLowerCase();
    const action = `PartiQL${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
    const target = { tableName: found[5] ?? found[6] ?? '', indexName: found[7] ?? found[8] };
    return [{ action, target, input: {}, ...(enclosing && { enclosing }) }];
  });
}

/** A shard iterator does not tell which stream it is of. */
function anyStream(permissions: Permissions, streamArns: readonly string[]): string | null {
  const refusals = streamArns.map((arn) => permissions.refusal('dynamodb:GetRecords', arn));
  return refusals.includes(null) ? null : (refusals[0] ?? null);
}

function partitionKey(tables: ReadonlyMap<string, Table>, target: Target): string | null {
  const { createTableInput } = tables.get(target.tableName) ?? {};
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes, KeySchema } = recordOf(createTableInput);
  const indexes = [...listOf(GlobalSecondaryIndexes), ...listOf(LocalSecondaryIndexes)];
  const index = indexes.map(recordOf).find(({ IndexName }) => IndexName === target.indexName);
  const schema = listOf(target.indexName === undefined ? KeySchema : index?.KeySchema);
  const hash = schema.map(recordOf).find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
  return typeof hash === 'string' ? hash : null;
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];
