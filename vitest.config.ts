import { defineConfig } from 'vitest/config';

const shared = {
  testTimeout: 30_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        test: {
          ...shared,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/api/**'],
          globalSetup: 'test/support/own-temporary-folder.ts',
        },
      },
      {
        test: {
          ...shared,
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          globalSetup: ['test/support/own-temporary-folder.ts', 'test/support/start-system.ts'],
        },
      },
    ],
  },
});
