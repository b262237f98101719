import { cognitoAuth, createClient } from 'user-manager-client';
import type { Outputs } from './outputs.ts';

/** This project's client with its sign-in. */
export function createUserManagerClient(outputs: Outputs) {
  const auth = cognitoAuth({
    // Leave it out against AWS.
    endpoint: outputs.cognitoEndpoint,
    userPoolId: outputs.userPoolId,
    clientId: outputs.clientId,
  });
  const { graphqlUrl, realtimeUrl } = outputs;
  return { auth, client: createClient({ graphqlUrl, realtimeUrl, auth }) };
}
