import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createAwsClient } from '../lib/aws-client.ts';
import { systemClock } from '../lib/clock.ts';
import { readEnvironment } from '../lib/environment.ts';
import { createLog } from '../lib/logger.ts';
import { createScheduledHandler } from '../lib/scheduled.ts';
import { createDocuments } from '../lib/services.ts';
import { countPeople } from './count-people.ts';
import { logPeople } from './log-people.ts';

const services = {
  documents: createDocuments(createAwsClient(DynamoDBClient, 'dynamodb')),
  table: readEnvironment('USERS_TABLE'),
  clock: systemClock,
  log: createLog('count-people'),
};

/** Lambda handler of what EventBridge Scheduler runs each hour. */
export const handler = createScheduledHandler(services, 'count-people', async () => {
  const { byStatus, expiredInvitations } = await countPeople(services);
  logPeople(services.log, { byStatus, expiredInvitations });
  return { failed: 0 };
});
