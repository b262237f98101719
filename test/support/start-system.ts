import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { startLocal } from 'appsync-on-a-laptop';
import { isSeededOnce, keepSeeded, keepSynthesized, makeSeededDataFolder } from './data-folder.ts';

/**
 * Starts the whole system once for all of test/api, on a free port and a data folder of its own,
 * seeded as `npm start` seeds it: once in a run, which takes longer than to start anew.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await makeSeededDataFolder();
  const start = () => startLocal({ dataFolder, port: 0 });
  let local = await start();
  if (!isSeededOnce()) {
    await local.stop();
    await keepSynthesized(dataFolder);
    await keepSeeded(dataFolder);
    local = await start();
  }
  provide('outputs', local.outputs);
  return async () => {
    await local.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
}
