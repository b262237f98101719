import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { PATIENCE } from './patience.ts';

const inThisFolder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * What all test projects share. No test sets a shorter limit of its own. A worker runs one file after
 * another and Node itself loads the modules, each once: a third of the work that a worker a file and
 * vitest's own loader make. So a module that tests share keeps no state of a test; what begins and ends
 * with a file or a test is a function that the file calls.
 */
export const VITEST_SETTINGS = {
  pool: 'forks',
  isolate: false,
  experimental: { viteModuleRunner: false, nodeLoader: false },
  setupFiles: ['keep-compiled.mjs', 'stock-keys.mjs'].map(inThisFolder),
  // One more than cores, for while a file waits for its browser or for a retry: a twelfth of the time of all.
  maxWorkers: Number(process.env['TEST_WORKERS'] ?? availableParallelism() + 1),
  testTimeout: PATIENCE.test,
  hookTimeout: PATIENCE.hook,
  teardownTimeout: PATIENCE.hook,
  expect: { poll: { timeout: PATIENCE.soon, interval: 100 } },
} as const;
