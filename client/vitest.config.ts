import { VITEST_SETTINGS } from 'appsync-on-a-laptop/testing/vitest-settings';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    ...VITEST_SETTINGS,
    // Node does not load TSX.
    experimental: { viteModuleRunner: true },
    name: 'client',
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: [
      'appsync-on-a-laptop/testing/own-temporary-folder',
      'appsync-on-a-laptop/testing/go-programs',
    ],
  },
});
