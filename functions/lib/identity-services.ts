import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { createAwsClient } from './aws-client.ts';
import { readEnvironment } from './environment.ts';
import { createIdentity } from './identity.ts';
import { createLog } from './logger.ts';
import type { Services } from './services.ts';
import { createRecordServices } from './services.ts';

/** For functions that work on the table and the user pool. */
export const createServices = (service: string): Services => ({
  ...createRecordServices(service),
  identity: createPoolIdentity(),
});

/** For functions that ask the user pool alone. */
export const createPoolServices = (service: string): Pick<Services, 'identity' | 'log'> => ({
  identity: createPoolIdentity(),
  log: createLog(service),
});

function createPoolIdentity() {
  const cognito = createAwsClient(CognitoIdentityProviderClient, 'cognito');
  return createIdentity(cognito, readEnvironment('USER_POOL_ID'));
}
