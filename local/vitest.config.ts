import { defineConfig } from 'vitest/config';
import { VITEST_SETTINGS } from './testing/vitest-settings.ts';

export default defineConfig({
  test: {
    ...VITEST_SETTINGS,
    name: 'local',
    include: ['test/**/*.test.ts'],
    globalSetup: ['testing/own-temporary-folder.ts', 'testing/go-programs.ts'],
  },
});
