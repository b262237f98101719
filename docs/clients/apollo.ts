import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { AUTH_TYPE, createAuthLink } from 'aws-appsync-auth-link';
import { createSubscriptionHandshakeLink } from 'aws-appsync-subscription-link';
import { Buffer } from 'buffer';
import type { Outputs } from './outputs.ts';

// The subscription link uses Node's Buffer, which browsers do not have.
if (!('Buffer' in globalThis)) Object.assign(globalThis, { Buffer });

/** @param getToken the access token of whatever signs in, renewed when it must be */
export function createApolloClient(outputs: Outputs, getToken: () => Promise<string>) {
  const api = {
    url: outputs.graphqlUrl,
    region: outputs.region,
    auth: { type: AUTH_TYPE.AMAZON_COGNITO_USER_POOLS, jwtToken: getToken } as const,
  };
  return new ApolloClient({
    link: ApolloLink.from([
      createAuthLink(api),
      createSubscriptionHandshakeLink(api, new HttpLink({ uri: api.url })),
    ]),
    cache: new InMemoryCache(),
  });
}
