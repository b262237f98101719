import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { MutationPurgeUserArgs } from '../../generated/schema-types.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { createAwsClient } from '../lib/aws-client.ts';
import { systemClock } from '../lib/clock.ts';
import { readEnvironment } from '../lib/environment.ts';
import { createAnswerHandler } from '../lib/handler.ts';
import { createParkedChanges, personKey, READERS } from '../lib/parking/parked-changes.ts';
import { createDocuments, createRecordServices } from '../lib/services.ts';
import { purgeUser } from './purge-user.ts';

const documents = createDocuments(createAwsClient(DynamoDBClient, 'dynamodb'));

/** Lambda handler of purgeUser. */
export const handler = createAnswerHandler(
  createRecordServices('purge-user'),
  async (services, event: FieldEvent<MutationPurgeUserArgs>) => {
    const id = await purgeUser(services, event);
    const parked = createParkedChanges(documents, readEnvironment('PARKED_TABLE'), systemClock);
    for (const reader of READERS) await parked.purge(personKey(reader, id));
    return id;
  },
);
