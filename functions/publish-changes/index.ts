import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createAwsClient } from '../lib/aws-client.ts';
import { systemClock } from '../lib/clock.ts';
import { readEnvironment } from '../lib/environment.ts';
import { createLog } from '../lib/logger.ts';
import { createMetrics } from '../lib/metrics.ts';
import { createReader } from '../lib/parking/reader.ts';
import { createDocuments } from '../lib/services.ts';
import { createSignIns } from '../lib/sign-ins.ts';
import { createCounts } from './counts.ts';
import { createHistory } from './history.ts';
import { publishChange, publishChanges } from './publish-changes.ts';
import { createPublisher } from './publisher.ts';

const dynamodb = createAwsClient(DynamoDBClient, 'dynamodb');

const documents = createDocuments(dynamodb);
const TABLE = readEnvironment('USERS_TABLE');

const log = createLog('publish-changes');

const services = {
  history: createHistory(documents, TABLE),
  signIns: createSignIns({ documents, table: TABLE }),
  counts: createCounts(documents, TABLE, systemClock),
  publish: createPublisher({
    graphqlUrl: readEnvironment('GRAPHQL_URL'),
    region: readEnvironment('AWS_REGION'),
    // The default provider chain, as the SDK client resolved it.
    credentials: dynamodb.config.credentials,
    clock: systemClock,
  }),
  log,
};

const metrics = createMetrics(process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'publish-changes');

/** Lambda handler of batches of the stream, and of what wakes it to work off what it set aside. */
export const handler = createReader(
  { name: 'publish-changes', documents, clock: systemClock, log, metrics },
  {
    batch: (event, parking) => publishChanges(services, event, parking),
    change: (change) => publishChange(services, change),
  },
);
