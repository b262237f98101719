import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createAwsClient } from '../lib/aws-client.ts';
import { createServices } from '../lib/identity-services.ts';
import { createReader } from '../lib/parking/reader.ts';
import { createDocuments } from '../lib/services.ts';
import { syncIdentity, syncUser } from './sync-identity.ts';

const services = createServices('sync-identity');

/** Lambda handler of batches of the stream, and of what wakes it to work off what it set aside. */
export const handler = createReader(
  {
    ...services,
    name: 'sync-identity',
    documents: createDocuments(createAwsClient(DynamoDBClient, 'dynamodb')),
  },
  {
    batch: (event, parking) => syncIdentity(services, event, parking),
    change: (change) => syncUser(services, change),
  },
);
