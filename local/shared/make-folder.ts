import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, for the owner alone. Node's own recursive
 * mkdir never ends where a file system like /proc says of every name that it is not there.
 * @throws the system's error
 */
export function makeFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  const above = dirname(folder);
  if (!found && above !== folder) makeFolder(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const made = statSync(folder, { throwIfNoEntry: false });
    if (!made?.isDirectory()) throw error; // else another process was first
  }
}
