import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';

/** TypeScript to bundle: a file, or a text and the name that it goes by. */
export type BundleInput =
  | { readonly file: string }
  | { readonly sourcefile: string; readonly contents: string };

const BUNDLED: BuildOptions = {
  bundle: true,
  write: false,
  format: 'esm',
  external: ['@aws-appsync/utils', '@aws-sdk/*'],
  sourcesContent: false,
};

/** Sources are named from the folder above that of the file: `resolvers/Query.order.ts`. */
function inputOf(input: BundleInput): BuildOptions {
  if ('contents' in input) return { stdin: { ...input, loader: 'ts' } };
  const folder = join(dirname(input.file), '..');
  return { entryPoints: [relative(folder, input.file)], absWorkingDir: folder };
}

/** A resolver's bundle as AppSync takes it, with its source map in it. */
export function bundleResolver(input: BundleInput): string {
  const { outputFiles = [] } = buildSync({
    ...BUNDLED,
    ...inputOf(input),
    outfile: 'bundle.js',
    sourcemap: 'inline',
  });
  return outputFiles[0]?.text ?? '';
}

/** A new folder with a function's bundle, its source map beside it. */
export function bundleFunction(input: BundleInput): string {
  const folder = mkdtempSync(join(tmpdir(), 'function-'));
  const { outputFiles = [] } = buildSync({
    ...BUNDLED,
    ...inputOf(input),
    platform: 'node',
    outfile: 'index.mjs',
    sourcemap: true,
    minify: true,
  });
  for (const { path, text } of outputFiles) {
    writeFileSync(join(folder, path.endsWith('.map') ? 'index.mjs.map' : 'index.mjs'), text);
  }
  return folder;
}
