import { defineConfig } from 'vitest/config';
import { PATIENCE } from './testing/patience.ts';

export default defineConfig({
  test: {
    name: 'local',
    include: ['test/**/*.test.ts'],
    globalSetup: 'testing/own-temporary-folder.ts',
    pool: 'forks',
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    testTimeout: PATIENCE.test,
    hookTimeout: PATIENCE.hook,
    teardownTimeout: PATIENCE.hook,
    expect: { poll: { timeout: PATIENCE.soon, interval: 100 } },
  },
});
