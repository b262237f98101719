import type { TestProject } from 'vitest/node';
import type { LocalOptions } from '../options.ts';
import { openEngines } from './engines.ts';

/** What vitest calls before all tests; what it returns, after them. */
export type GlobalSetup = (project: Pick<TestProject, 'provide'>) => Promise<() => Promise<void>>;

/**
 * A `globalSetup` with options of a start: `export const setup = setupOf({ assemblyFolder: 'cdk.out' })`.
 * The app is synthesized and seeded once; each test file that runs at the same time as another has an
 * engine of its own, in this process.
 */
export function setupOf(options: LocalOptions): GlobalSetup {
  return async ({ provide }) => {
    const engines = await openEngines(options);
    provide('appsync-on-a-laptop', engines.url);
    return () => engines.close();
  };
}

/** `globalSetup: 'appsync-on-a-laptop/vitest/setup'`: the app of the folder's cdk.json. */
export const setup = setupOf({});
