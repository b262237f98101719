import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Data that is being put together; worth nothing. */
export const unfinishedData = (folder: string): string => join(folder, 'data.unfinished');

/** Data that is whole, and takes the place of `data`. */
const nextData = (folder: string): string => join(folder, 'data.next');
/** The same, and what `data` was is kept. */
const importedData = (folder: string): string => join(folder, 'data.imported');
/** What `data` was before an import. */
const formerData = (folder: string): string => join(folder, 'data.former');
const dataIn = (folder: string): string => join(folder, 'data');

const remove = (path: string): void => rmSync(path, { recursive: true, force: true });

/**
 * Has `data.unfinished` take the place of `data`, of which nothing is open. From the first rename on it
 * counts: when the process ends here, the next start does the rest.
 */
export function replaceData(folder: string, { keepFormer = false } = {}): void {
  renameSync(unfinishedData(folder), (keepFormer ? importedData : nextData)(folder));
  finishReplacement(folder);
}

/** Does what a process left of a replacement when it ended. */
export function finishReplacement(folder: string): void {
  const data = dataIn(folder);
  const former = formerData(folder);
  remove(unfinishedData(folder));
  if (existsSync(nextData(folder))) {
    remove(data);
    renameSync(nextData(folder), data);
  }
  if (existsSync(importedData(folder))) {
    // Of several imports without a start between them the first one's former data counts.
    if (existsSync(former)) remove(data);
    else if (existsSync(data)) renameSync(data, former);
    renameSync(importedData(folder), data);
  } else if (!existsSync(data) && existsSync(former)) renameSync(former, data);
}

/** Undoes an import. */
export function takeBack(folder: string): void {
  renameSync(dataIn(folder), unfinishedData(folder));
  finishReplacement(folder);
}

/** Makes an import final. */
export const forgetFormer = (folder: string): void => remove(formerData(folder));
