import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LambdaFunction } from '../assembly/model.ts';
import { contentHash, type Contents } from './contents.ts';

/** A file of a function's code. */
export interface FunctionFile {
  /** Within the folder. */
  readonly path: string;
  readonly hash: string;
}

/** Folders with the code of functions that was made since the synthesis. */
export interface CodeFolders {
  /** @returns the folder with the version of the code that the contents make of its files */
  write(lambda: LambdaFunction, files: readonly FunctionFile[], contents: Contents): string;
}

/** Threads that run may still load from the version before. */
const KEPT_VERSIONS = 2;

/** Makes a folder for each version below `parent`, which is emptied. */
export function createCodeFolders(parent: string): CodeFolders {
  rmSync(parent, { recursive: true, force: true });
  const written = new Map<string, string[]>();
  return {
    write({ functionName, codeFolder }, files, contents) {
      const hashes = files.map(({ hash }) => {
        const content = contents.get(hash);
        return content ? contentHash(content) : hash;
      });
      const folder = join(parent, functionName, contentHash(hashes.join()).slice(0, 16));
      const versions = written.get(functionName) ?? [];
      written.set(functionName, versions);
      if (versions.includes(folder)) return folder;
      for (const { path, hash } of files) {
        const target = join(folder, path);
        mkdirSync(dirname(target), { recursive: true });
        const content = contents.get(hash);
        if (content) writeFileSync(target, content);
        else cpSync(join(codeFolder, path), target);
      }
      versions.push(folder);
      while (versions.length > KEPT_VERSIONS) {
        rmSync(versions.shift() ?? '', { recursive: true, force: true });
      }
      return folder;
    },
  };
}
