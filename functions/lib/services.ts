import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAwsClient } from './aws-client.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { readEnvironment } from './environment.ts';
import type { Identity } from './identity.ts';
import type { Log } from './logger.ts';
import { createLog } from './logger.ts';
import { noteThrottles } from './note-throttles.ts';
import type { Metrics } from './metrics.ts';
import { createMetrics } from './metrics.ts';
import type { Repository } from './repository.ts';
import { createRepository } from './repository.ts';
import { retryObstacles } from './retry-obstacles.ts';
import { obeyLimit } from './time-limit.ts';

/** What the business logic works with; each part takes only what it needs of it. */
export interface Services {
  readonly repository: Repository;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** A document client for items as the directory writes them: absent, not null. */
export function createDocuments(client: DynamoDBClient, clock: Clock = systemClock) {
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  retryObstacles(documents, clock);
  noteThrottles(documents);
  obeyLimit(documents);
  return documents;
}

/** For functions that work on the table only: they need neither the user pool nor its client. */
export function createRecordServices(service: string): Omit<Services, 'identity'> {
  const documents = createDocuments(createAwsClient(DynamoDBClient, 'dynamodb'));
  const table = readEnvironment('USERS_TABLE');
  const clock = systemClock;
  return {
    repository: createRepository({ documents, table, clock }),
    clock,
    log: createLog(service),
    metrics: createMetrics(process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? service),
  };
}
