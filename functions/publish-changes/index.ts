import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { readEnvironment } from '../lib/environment.ts';
import { createLog } from '../lib/logger.ts';
import { createDocuments } from '../lib/services.ts';
import { createHistory } from './history.ts';
import { publishChanges } from './publish-changes.ts';
import { createPublisher } from './publisher.ts';

const dynamodb = new DynamoDBClient({});

const services = {
  history: createHistory(createDocuments(dynamodb), readEnvironment('USERS_TABLE')),
  publish: createPublisher({
    graphqlUrl: readEnvironment('GRAPHQL_URL'),
    region: readEnvironment('AWS_REGION'),
    // The default provider chain, as the SDK client resolved it.
    credentials: dynamodb.config.credentials,
    fetch,
  }),
  log: createLog('publish-changes'),
};

export const handler = (event: DynamoDBStreamEvent) => publishChanges(services, event);
