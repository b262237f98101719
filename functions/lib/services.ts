import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { readEnvironment } from './environment.ts';
import type { Identity } from './identity.ts';
import { createIdentity } from './identity.ts';
import type { Log } from './logger.ts';
import { createLog } from './logger.ts';
import type { Repository } from './repository.ts';
import { createRepository } from './repository.ts';

/** What the business logic works with; each part takes only what it needs of it. */
export interface Services {
  readonly repository: Repository;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly log: Log;
}

/** A document client for items as the directory writes them: absent, not null. */
export const createDocuments = (client: DynamoDBClient) =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

/** Makes the services of one function, once per execution environment. */
export function createServices(service: string): Services {
  const clock = systemClock;
  const cognito = new CognitoIdentityProviderClient({});
  return {
    repository: createRepositoryFromEnvironment(clock),
    identity: createIdentity(cognito, readEnvironment('USER_POOL_ID')),
    clock,
    log: createLog(service),
  };
}

/** For functions that know the table only. */
export const createRepositoryFromEnvironment = (clock: Clock) =>
  createRepository({
    documents: createDocuments(new DynamoDBClient({})),
    table: readEnvironment('USERS_TABLE'),
    clock,
  });
