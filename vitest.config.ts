import { defineConfig } from 'vitest/config';

// What passes takes a fraction of this; on a busy machine it may take ten times as long. No test
// sets a shorter limit of its own.
const patience = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  teardownTimeout: 60_000,
  expect: { poll: { timeout: 120_000, interval: 100 } },
};

export default defineConfig({
  test: {
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        test: {
          ...patience,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/api/**'],
          globalSetup: 'local/testing/own-temporary-folder.ts',
        },
      },
      {
        test: {
          ...patience,
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          globalSetup: ['local/testing/own-temporary-folder.ts', 'test/support/start-system.ts'],
        },
      },
    ],
  },
});
