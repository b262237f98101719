import { gql } from '@apollo/client';
import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { afterEach, describe, expect, test } from 'vitest';

import { createApolloClient } from '../../../docs/clients/apollo.ts';
import type { Outputs } from '../../../docs/clients/outputs.ts';
import { withRealtime } from '../../testing/with-realtime.ts';
import type { RealtimeHarness } from '../../testing/with-realtime.ts';

let harness: RealtimeHarness;
afterEach(() => harness.stop());

/** Enough to lose a race that is lost now and then. */
const TRIES = 20;

const QUERY = 'subscription { onChange { id } }';
const REFUSAL = /UnauthorizedException|not authorized/i;

/** What a client says of a refused subscription, as text. */
const textOf = (error: unknown): string =>
  JSON.stringify(error instanceof Error ? { message: error.message, cause: error.cause } : error);

describe('a refused connection, by clients as they are', () => {
  test('aws-amplify 6: says each time why', async () => {
    harness = await withRealtime();
    Amplify.configure({
      API: {
        GraphQL: {
          endpoint: harness.origin.replace('ws://', 'HTTP://') + '/graphql',
          region: 'us-east-1',
          defaultAuthMode: 'apiKey',
          apiKey: 'mallory',
        },
      },
    });
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const answer = generateClient().graphql({ query: QUERY }) as unknown as {
        subscribe(observer: { error(error: unknown): void }): unknown;
      };
      const error = await new Promise((resolve) => answer.subscribe({ error: resolve }));
      expect(textOf(error)).toMatch(REFUSAL);
    }
  });

  test('aws-appsync-subscription-link 4: says each time why', async () => {
    harness = await withRealtime();
    const graphqlUrl = harness.origin.replace('ws://', 'http://') + '/graphql';
    const outputs = { graphqlUrl, region: 'us-east-1' } as Outputs;
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const apollo = createApolloClient(outputs, () => Promise.resolve('mallory'));
      const error = await new Promise((resolve) => {
        apollo.subscribe({ query: gql(QUERY) }).subscribe({
          error: resolve,
          next: (result) => {
            if (result.error) resolve(result.error);
          },
        });
      });
      expect(textOf(error)).toMatch(REFUSAL);
    }
  });
});
