import { fileURLToPath } from 'node:url';

import { afterEach, describe, expect, test } from 'vitest';

import type * as ClientModule from '../index.ts';
import { isChromiumMissing, withBundle } from 'appsync-on-a-laptop/testing/chromium';
import { withRealtime } from 'appsync-on-a-laptop/testing/with-realtime';
import type { RealtimeHarness } from 'appsync-on-a-laptop/testing/with-realtime';

const CLIENT = fileURLToPath(new URL('../index.ts', import.meta.url));

let harness: RealtimeHarness;
afterEach(() => harness.stop());

describe.skipIf(isChromiumMissing())('client in Chromium', () => {
  test('subscribe: events arrive, the loop ends on return', async () => {
    harness = await withRealtime();
    await withBundle(CLIENT, async (page) => {
      const events = page.evaluate(
        async (origin) => {
          const { createClient, tokenAuth } = (
            globalThis as unknown as { bundle: typeof ClientModule }
          ).bundle;
          const client = createClient({
            graphqlUrl: `${origin}/graphql`,
            realtimeUrl: `${origin}/graphql/realtime`,
            auth: tokenAuth(() => 'alice'),
          });
          const seen: unknown[] = [];
          for await (const event of client.subscribe('subscription { onChange { id } }')) {
            seen.push(event);
            if (seen.length === 2) break;
          }
          return seen;
        },
        harness.origin.replace('ws', 'http'),
      );
      await expect.poll(() => harness.realtime.stats().subscriptions).toBe(1);
      for (const id of ['1', '2']) {
        harness.realtime.publisher.publish({ mutation: 'change', value: { id } });
      }
      expect(await events).toEqual([{ onChange: { id: '1' } }, { onChange: { id: '2' } }]);
      await expect.poll(() => harness.realtime.stats().connections).toBe(0);
    });
  });
});
