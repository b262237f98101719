import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundleFunctions, functionFolders } from '../../cdk/functions/bundle-functions.ts';
import { FOLDERS, ROOT } from '../folders.ts';

/** A function's code in files. */
export interface Bundles {
  readonly deployed: string;
  readonly naive: string;
}

/**
 * Writes the code of functions as it is deployed, and as esbuild makes it when nobody asks for more: all
 * that is imported, for people to read, with a source map that Node looks at.
 */
export function writeBundles(names: readonly string[]): ReadonlyMap<string, Bundles> {
  rmSync(FOLDERS.coldStart, { recursive: true, force: true });
  mkdirSync(FOLDERS.coldStart, { recursive: true });
  const deployed = bundleFunctions(functionFolders());
  return new Map(
    names.map((name) => {
      const files = {
        deployed: join(FOLDERS.coldStart, `${name}.mjs`),
        naive: join(FOLDERS.coldStart, `${name}.cjs`),
      };
      writeFileSync(files.deployed, deployed.get(name)?.get('index.mjs') ?? '');
      buildSync({
        entryPoints: [join(ROOT, 'functions', name, 'index.ts')],
        outfile: files.naive,
        bundle: true,
        platform: 'node',
        target: 'node24',
        format: 'cjs',
        sourcemap: true,
        logLevel: 'error',
      });
      return [name, files] as const;
    }),
  );
}
