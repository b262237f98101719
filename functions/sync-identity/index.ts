import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AWS_LIMITS } from '../lib/aws-limits.ts';
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
    documents: createDocuments(new DynamoDBClient(AWS_LIMITS.dynamodb)),
  },
  {
    batch: (event, parking) => syncIdentity(services, event, parking),
    change: (change) => syncUser(services, change),
  },
);
