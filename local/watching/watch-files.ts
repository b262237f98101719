import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Editors write a file in several steps, and several files at once. */
const TOGETHER_MS = 20;

/** What is watched. */
export interface WatchedFiles {
  readonly folder: string;
  /** Files and folders below it. */
  readonly inputs: readonly string[];
  /** Files in full, once a while after the last of them changed. */
  readonly onChange: (files: readonly string[]) => void;
}

/**
 * Watches files and folders by the system's own notices, one watcher a folder: Node's own recursive
 * watching opens one for each file on Linux.
 * @returns what ends it
 */
export function watchFiles({ folder, inputs, onChange }: WatchedFiles): () => void {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const note = (file: string): void => {
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = [...changed];
      changed.clear();
      onChange(files);
    }, TOGETHER_MS);
  };
  const watchFolder = (path: string, wants: (name: string) => boolean, isDeep: boolean): void => {
    if (watchers.has(path)) return;
    const watcher = attempt(() => watch(path, { persistent: false }));
    if (!watcher) return;
    watchers.set(path, watcher);
    watcher.on('error', () => watchers.delete(path));
    watcher.on('change', (_event, name) => {
      const file = join(path, String(name));
      if (!wants(String(name)) || isOfAnEditor(String(name))) return;
      if (isDeep && isFolder(file)) for (const each of add(file)) note(each);
      else note(file);
    });
    watcher.on('close', () => watchers.delete(path));
  };
  /** @returns the files that are there already */
  const add = (path: string): string[] => {
    if (basename(path) === 'node_modules') return [];
    watchFolder(path, () => true, true);
    return (attempt(() => readdirSync(path, { withFileTypes: true })) ?? []).flatMap((entry) => {
      const file = join(path, entry.name);
      return entry.isDirectory() ? add(file) : [file];
    });
  };
  const names = new Map<string, Set<string>>();
  for (const input of inputs.map((path) => resolve(folder, path))) {
    if (isFolder(input)) add(input);
    else names.set(dirname(input), (names.get(dirname(input)) ?? new Set()).add(basename(input)));
  }
  // A file is replaced by editors, and may not be there yet: its folder tells.
  for (const [path, files] of names) watchFolder(path, (name) => files.has(name), false);
  return () => {
    clearTimeout(timer);
    for (const watcher of [...watchers.values()]) watcher.close();
  };
}

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Swap and backup files, and what is written before it is renamed. */
const isOfAnEditor = (name: string): boolean =>
  /^\.#|^\.|~$|\.sw[a-z]$|\.tmp(?:\.|$)|^4913$/.test(name);

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null; // it went meanwhile
  }
}
