import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createAwsClient } from '../lib/aws-client.ts';
import { readEnvironment } from '../lib/environment.ts';
import { createAnswerHandler } from '../lib/handler.ts';
import { createLog } from '../lib/logger.ts';
import { createDocuments } from '../lib/services.ts';
import { findByField } from './by-field.ts';

const services = {
  documents: createDocuments(createAwsClient(DynamoDBClient, 'dynamodb')),
  table: readEnvironment('USERS_TABLE'),
  // Some seconds, and about 12,500 read units.
  maxSearch: 200_000,
  log: createLog('search-users'),
};

/** Lambda handler of steps of listUsers and getUserByEmail. */
export const handler = createAnswerHandler(services, findByField);
