import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ReminderSettings } from '../../model/invitation-mails.ts';
import { createAwsClient } from '../lib/aws-client.ts';
import { readEnvironment } from '../lib/environment.ts';
import { createMailServices } from '../lib/mail-services.ts';
import { createScheduledHandler } from '../lib/scheduled.ts';
import { createDocuments } from '../lib/services.ts';
import { remindInvited } from './remind-invited.ts';

const services = {
  ...createMailServices('remind-invited'),
  documents: createDocuments(createAwsClient(DynamoDBClient, 'dynamodb')),
  table: readEnvironment('USERS_TABLE'),
};
const settings = JSON.parse(readEnvironment('REMINDER')) as ReminderSettings;

/** Lambda handler of what EventBridge Scheduler runs once a day. */
export const handler = createScheduledHandler(services, 'remind-invited', () =>
  remindInvited(services, settings),
);
