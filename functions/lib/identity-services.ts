import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { createAwsClient } from './aws-client.ts';
import { readEnvironment } from './environment.ts';
import { createIdentity } from './identity.ts';
import type { Services } from './services.ts';
import { createRecordServices } from './services.ts';

/** For functions that work on the table and the user pool. */
export function createServices(service: string): Services {
  const cognito = createAwsClient(CognitoIdentityProviderClient, 'cognito');
  return {
    ...createRecordServices(service),
    identity: createIdentity(cognito, readEnvironment('USER_POOL_ID')),
  };
}
