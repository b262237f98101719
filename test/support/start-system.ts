import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { startLocal } from 'appsync-on-a-laptop';
import { keepSynthesized, makeDataFolder } from './data-folder.ts';

/**
 * Starts the whole system once for all of test/api, on a free port and a data folder of its own,
 * seeded as `npm start` seeds it.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await makeDataFolder();
  const local = await startLocal({ dataFolder, port: 0 });
  await keepSynthesized(dataFolder);
  provide('outputs', local.outputs);
  return async () => {
    await local.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
}
