import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { rmSync } from 'node:fs';
import {
  createDynamodb,
  type Dynamodb,
} from 'appsync-on-a-laptop/internals/services/dynamodb/index';
import { silentLog } from 'appsync-on-a-laptop/log';
import { ITEMS, LIST, TABLE } from './app/items.ts';
import { FOLDERS } from './folders.ts';

const BATCH = 25;

/** Starts the one DynamoDB engine that everybody uses, empty. */
export async function startDatabase(): Promise<Dynamodb> {
  rmSync(FOLDERS.dynamodb, { recursive: true, force: true });
  const dynamodb = createDynamodb({ dataFolder: FOLDERS.dynamodb, tables: [], log: silentLog });
  await dynamodb.start();
  return dynamodb;
}

/** A client of the SDK for the engine at this endpoint. */
export function databaseClient(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
}

/** Fills the table, which the engine under test has made from the template. */
export async function seedTable(endpoint: string): Promise<void> {
  const client = databaseClient(endpoint);
  const documents = DynamoDBDocumentClient.from(client);
  for (let start = 0; start < ITEMS.length; start += BATCH) {
    const puts = ITEMS.slice(start, start + BATCH).map((item) => ({
      PutRequest: { Item: { list: LIST, ...item } },
    }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }));
  }
  client.destroy();
}
