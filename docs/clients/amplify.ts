import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import type { Outputs } from './outputs.ts';

/** Amplify's GraphQL client, signed in by its own Auth. */
export function createAmplifyClient(outputs: Outputs) {
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: outputs.userPoolId,
        userPoolClientId: outputs.clientId,
        // Leave it out against AWS.
        userPoolEndpoint: outputs.cognitoEndpoint,
      },
    },
    API: {
      GraphQL: {
        endpoint: outputs.graphqlUrl.replace(/^http:/u, 'HTTP:'),
        region: outputs.region,
        defaultAuthMode: 'userPool',
      },
    },
  });
  return generateClient();
}
