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
