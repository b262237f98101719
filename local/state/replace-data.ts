import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Data that is being put together; worth nothing. */
export const unfinishedData = (folder: string): string => join(folder, 'data.unfinished');

/** Data that is whole, and takes the place of `data`. */
const nextData = (folder: string): string => join(folder, 'data.next');

/**
 * Has `data.unfinished` take the place of `data`, of which nothing is open. From the first rename on it
 * counts: a process that ends here leaves the rest to the next start.
 */
export function replaceData(folder: string): void {
  renameSync(unfinishedData(folder), nextData(folder));
  finishReplacement(folder);
}

/** Does what a process left of a replacement when it ended. */
export function finishReplacement(folder: string): void {
  rmSync(unfinishedData(folder), { recursive: true, force: true });
  if (!existsSync(nextData(folder))) return;
  rmSync(join(folder, 'data'), { recursive: true, force: true });
  renameSync(nextData(folder), join(folder, 'data'));
}
