import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';
import { defineConfig } from 'vitest/config';

// No test sets a shorter limit of its own.
const patience = {
  testTimeout: PATIENCE.test,
  hookTimeout: PATIENCE.hook,
  teardownTimeout: PATIENCE.hook,
  expect: { poll: { timeout: PATIENCE.soon, interval: 100 } },
};

const OWN_TEMPORARY_FOLDER = 'local/testing/own-temporary-folder.ts';

export default defineConfig({
  test: {
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      'local',
      'client',
      {
        test: {
          ...patience,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/api/**'],
          globalSetup: OWN_TEMPORARY_FOLDER,
        },
      },
      {
        test: {
          ...patience,
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          globalSetup: [OWN_TEMPORARY_FOLDER, 'test/support/start-system.ts'],
        },
      },
      {
        test: {
          ...patience,
          name: 'console',
          include: ['console/test/**/*.test.ts'],
          globalSetup: [
            OWN_TEMPORARY_FOLDER,
            'test/support/start-system.ts',
            'console/test/support/start-console.ts',
          ],
        },
      },
    ],
  },
});
