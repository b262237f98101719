import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { afterEach, describe, expect, test } from 'vitest';

import { withRealtime } from '../../testing/with-realtime.ts';
import type { RealtimeHarness } from '../../testing/with-realtime.ts';

let harness: RealtimeHarness;
afterEach(() => harness.stop());

describe('aws-amplify 6, unmodified', () => {
  test('subscribe: the handshake is accepted and events arrive', async () => {
    harness = await withRealtime();
    Amplify.configure({
      API: {
        GraphQL: {
          // In capitals, because Amplify replaces a lower-case scheme by wss:.
          endpoint: harness.origin.replace('ws://', 'HTTP://') + '/graphql',
          region: 'us-east-1',
          defaultAuthMode: 'apiKey',
          apiKey: 'alice',
        },
      },
    });
    const events: unknown[] = [];
    const errors: unknown[] = [];
    const answer = generateClient().graphql({
      query: 'subscription { onChange { id } }',
    }) as unknown as {
      subscribe(observer: { next(event: unknown): void; error(error: unknown): void }): {
        unsubscribe(): void;
      };
    };
    const subscription = answer.subscribe({
      next: (event) => void events.push(event),
      error: (error) => void errors.push(error),
    });
    await expect.poll(() => harness.realtime.stats().subscriptions).toBe(1);
    expect(harness.authRequests.map(({ channel }) => channel)).toEqual(['connect', 'subscribe']);
    harness.realtime.publisher.publish({ mutation: 'change', value: { id: 'x' } });
    await expect
      .poll(() => events)
      .toEqual([expect.objectContaining({ data: { onChange: { id: 'x' } } })]);
    subscription.unsubscribe();
    await expect.poll(() => harness.realtime.stats().subscriptions).toBe(0);
    // Amplify closes its socket a second after the last unsubscribe.
    await expect.poll(() => harness.realtime.stats().connections).toBe(0);
    expect(errors).toEqual([]);
  });
});
