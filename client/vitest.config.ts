import { defineConfig } from 'vitest/config';
import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';

export default defineConfig({
  test: {
    name: 'client',
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'appsync-on-a-laptop/testing/own-temporary-folder',
    pool: 'forks',
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    testTimeout: PATIENCE.test,
    hookTimeout: PATIENCE.hook,
    teardownTimeout: PATIENCE.hook,
    expect: { poll: { timeout: PATIENCE.soon, interval: 100 } },
  },
});
