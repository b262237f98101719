import { ListTablesCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { toItem } from '../../functions/lib/item.ts';
import { databaseClient } from '../database.ts';
import { makeUser } from './users.ts';

/** The most of one transaction, which the engine writes three times as fast as batches. */
const AT_ONCE = 100;

/**
 * Puts users straight into the table that the engine has made, in the form the functions write them.
 * Without its stream, as the engine makes it again: nobody is to hear of them.
 */
export async function seedUsers(endpoint: string, count: number): Promise<void> {
  const client = databaseClient(endpoint);
  const documents = DynamoDBDocumentClient.from(client);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const table = TableNames.find((name) => name.includes('UsersTable'));
  if (table === undefined) {
    throw new Error(`No table of users is among these: ${TableNames.join(', ') || 'none'}`);
  }
  const stream = { StreamEnabled: false };
  await client.send(new UpdateTableCommand({ TableName: table, StreamSpecification: stream }));
  for (let start = 0; start < count; start += AT_ONCE) {
    const length = Math.min(AT_ONCE, count - start);
    const TransactItems = Array.from({ length }, (_, offset) => ({
      Put: { TableName: table, Item: toItem(makeUser(start + offset)) },
    }));
    await documents.send(new TransactWriteCommand({ TransactItems }));
  }
  client.destroy();
}
