import { VITEST_SETTINGS } from 'appsync-on-a-laptop/testing/vitest-settings';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

const PREPARED = ['local/testing/own-temporary-folder.ts', 'local/testing/go-programs.ts'];
const RUNNING_SYSTEM = [...PREPARED, 'test/support/start-system.ts'];

export default defineConfig({
  test: {
    // Of all projects together.
    maxWorkers: VITEST_SETTINGS.maxWorkers,
    sequence: { sequencer: LongestFirst },
    projects: [
      'local',
      'client',
      {
        test: {
          ...VITEST_SETTINGS,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/api/**'],
          globalSetup: PREPARED,
        },
      },
      {
        test: {
          ...VITEST_SETTINGS,
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          globalSetup: RUNNING_SYSTEM,
        },
      },
      {
        test: {
          ...VITEST_SETTINGS,
          name: 'console',
          include: ['console/test/**/*.test.ts'],
          globalSetup: RUNNING_SYSTEM,
        },
      },
    ],
  },
});
