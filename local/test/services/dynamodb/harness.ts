import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamodb, type Dynamodb } from '../../../services/dynamodb/index.ts';
import { silentLog } from '../../../shared/log.ts';
import { temporaryFolder, usersTable } from './builders.ts';
import { cleanups } from '../../../testing/cleanups.ts';

export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
export const item = { pk: { S: 'USER#1' }, sk: { S: 'PROFILE' }, email: { S: 'a@example.com' } };
export const key = { pk: item.pk, sk: item.sk };

/** A started service that ends with the test. */
export async function started(
  options: Partial<Parameters<typeof createDynamodb>[0]> = {},
): Promise<Dynamodb> {
  const dynamodb = createDynamodb({
    dataFolder: temporaryFolder(),
    tables: [usersTable()],
    log: silentLog,
    ...options,
  });
  cleanups.push(() => dynamodb.stop());
  await dynamodb.start();
  return dynamodb;
}

/** An SDK client that ends with the test. */
export function client(endpoint: string, maxAttempts = 3): DynamoDBClient {
  const made = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, maxAttempts });
  cleanups.push(() => {
    made.destroy();
    return Promise.resolve();
  });
  return made;
}
