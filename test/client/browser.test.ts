import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';

import type * as ClientModule from '../../client/index.ts';
import { withRealtime } from '../support/with-realtime.ts';
import type { RealtimeHarness } from '../support/with-realtime.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const missing = !existsSync(CHROMIUM);
if (missing) {
  console.warn(
    `Skipped: no ${CHROMIUM}. \`apt-get install chromium\`, or set CHROMIUM to a browser's path.`,
  );
}

let harness: RealtimeHarness;
afterEach(() => harness.stop());

describe.skipIf(missing)('client in Chromium', () => {
  test('subscribe: events arrive, the loop ends on return', { timeout: 60_000 }, async () => {
    harness = await withRealtime();
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('../../client/index.ts', import.meta.url))],
      bundle: true,
      platform: 'browser',
      format: 'iife',
      globalName: 'userManager',
      write: false,
    });
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
      const events = page.evaluate(
        async (origin) => {
          const { createClient, tokenAuth } = (
            globalThis as unknown as { userManager: typeof ClientModule }
          ).userManager;
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
      await expect.poll(() => harness.realtime.stats().subscriptions, { timeout: 10_000 }).toBe(1);
      for (const id of ['1', '2']) {
        harness.realtime.publisher.publish({ mutation: 'change', value: { id } });
      }
      expect(await events).toEqual([{ onChange: { id: '1' } }, { onChange: { id: '2' } }]);
      await expect.poll(() => harness.realtime.stats().connections, { timeout: 5_000 }).toBe(0);
    } finally {
      await browser.close();
    }
  });
});
