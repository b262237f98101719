import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startLocal } from 'appsync-on-a-laptop';

/**
 * Starts the whole system once for all of test/api, on a free port and a data folder of its own,
 * seeded as `npm start` seeds it.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'user-manager-'));
  const local = await startLocal({ dataFolder, port: 0 });
  provide('outputs', local.outputs);
  return async () => {
    await local.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
}
