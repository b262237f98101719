import { CreateTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { DataSource, DataSourceAnswer } from '../../../data-sources/types.ts';
import { hostOf } from '../../support/appsync-api.ts';
import { startDynoxide, type Dynoxide } from '../../../testing/dynoxide.ts';
import { ask, sourceOf } from '../run-source.ts';

export const TABLE = 'Things';

/** The end of a DynamoDB message: AWS's ids are upper case letters and digits. */
export const REQUEST_ID = '[A-Za-z0-9-]+';

/** A key of its own for each test, typed as util.dynamodb makes it: N is a number. */
export const keyOf = (pk: string, sk = 1) => ({ pk: { S: pk }, sk: { N: sk } });

export interface TableSource extends AsyncDisposable {
  readonly dynoxide: Dynoxide;
  readonly source: DataSource;
  /** Functions of the data source's Lambda host, by ARN. */
  readonly functions: Record<string, (payload: unknown) => unknown>;
  readonly ask: (
    request: unknown,
    overrides?: Parameters<typeof ask>[2],
  ) => Promise<DataSourceAnswer>;
  readonly put: (pk: string, attributes?: Record<string, unknown>, sk?: number) => Promise<void>;
  /** What the table holds, in DynamoDB JSON. */
  readonly stored: (pk: string, sk?: number) => Promise<unknown>;
}

/** A data source on a table of the real engine (`Things`, and `Others` beside it). */
export async function startTableSource(): Promise<TableSource> {
  const dynoxide = await startDynoxide();
  for (const TableName of [TABLE, 'Others']) {
    await dynoxide.client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
  }
  const functions: TableSource['functions'] = {};
  const source = sourceOf(
    {
      stackName: 'T',
      logicalId: 'D',
      name: 'table',
      type: 'AMAZON_DYNAMODB',
      tableName: TABLE,
      region: 'us-east-1',
    },
    { dynamodbEndpoint: dynoxide.endpoint, lambda: hostOf(functions) },
  );
  return {
    dynoxide,
    source,
    functions,
    ask: (request, overrides) => ask(source, request, overrides),
    async put(pk, attributeValues = {}, sk = 1) {
      const { error } = await ask(source, {
        operation: 'PutItem',
        key: keyOf(pk, sk),
        attributeValues,
      });
      if (error) throw new Error(error.message);
    },
    async stored(pk, sk = 1) {
      const Key = { pk: { S: pk }, sk: { N: String(sk) } };
      return (await dynoxide.client.send(new GetItemCommand({ TableName: TABLE, Key }))).Item;
    },
    [Symbol.asyncDispose]: () => dynoxide[Symbol.asyncDispose](),
  };
}
