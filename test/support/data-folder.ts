import { existsSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a start leaves of its synthesis: the next one there does not synthesize again. */
const SYNTHESIZED = ['cdk.out', 'cdk.out.inputs.json'];

/** In the temporary folder of the run. */
const kept = () => join(tmpdir(), 'synthesized');

/** A new data folder, with the app synthesized if it has been in this run. */
export async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'user-manager-'));
  await giveSynthesized(folder);
  return folder;
}

/** Has the app synthesized in a data folder that somebody else names, if it has been in this run. */
export async function giveSynthesized(dataFolder: string): Promise<void> {
  if (existsSync(kept())) await cp(kept(), dataFolder, { recursive: true });
}

/** Keeps what a start has synthesized for the next data folders of the run. */
export async function keepSynthesized(dataFolder: string): Promise<void> {
  if (existsSync(kept())) return;
  for (const name of SYNTHESIZED) {
    await cp(join(dataFolder, name), join(kept(), name), { recursive: true });
  }
}

/** In the temporary folder of the run. */
const seeded = () => join(tmpdir(), 'seeded');

/** A new data folder with the people of the seed, if one has been seeded in this run. */
export async function makeSeededDataFolder(): Promise<string> {
  if (!isSeededOnce()) return makeDataFolder();
  const folder = await mkdtemp(join(tmpdir(), 'user-manager-'));
  await cp(seeded(), folder, { recursive: true });
  return folder;
}

export const isSeededOnce = (): boolean => existsSync(seeded());

/** Keeps what a system that has been stopped leaves of its seed for the next data folders of the run. */
export const keepSeeded = (dataFolder: string): Promise<void> =>
  cp(dataFolder, seeded(), { recursive: true });
