/**
 * Makes what is published of this folder. In the repository the sources are used as they are, so
 * package.json names those; the package has them built.
 *
 *   node build.ts            builds dist/
 *   node build.ts prepack    and puts the package's package.json and LICENSE here, for `npm pack`
 *   node build.ts postpack   takes them away again
 */
import { execFile } from 'node:child_process';
import { copyFile, glob, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const HERE = import.meta.dirname;
const DIST = join(HERE, 'dist');
const MANIFEST = join(HERE, 'package.json');
/** Where package.json waits while the package's stands in its place. */
const PUT_ASIDE = join(HERE, 'package.source.json');
const LICENSE = join(HERE, 'LICENSE');

interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly scripts?: unknown;
  readonly devDependencies?: unknown;
}

const readManifest = async (): Promise<Manifest> =>
  JSON.parse(await readFile(MANIFEST, 'utf8')) as Manifest;

/** Sources that the package's `exports` name. */
const entriesOf = ({ exports }: Manifest): string[] =>
  Object.values(exports).filter((file) => file.endsWith('.ts'));

/** `./react/index.ts` is built as `react`. */
const builtName = (source: string): string =>
  source.replace(/^\.\//u, '').replace(/(?:\/index)?\.ts$/u, '');

async function buildPackage(): Promise<void> {
  await rm(DIST, { recursive: true, force: true });
  const entries = entriesOf(await readManifest());
  await Promise.all([bundle(entries), declare()]);
}

async function bundle(entries: readonly string[]): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(entries.map((file) => [builtName(file), join(HERE, file)])),
    outdir: DIST,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    packages: 'external',
    target: 'es2022',
    jsx: 'automatic',
    chunkNames: 'shared/[hash]',
    logLevel: 'warning',
  });
}

async function declare(): Promise<void> {
  const tsc = createRequire(import.meta.url).resolve('typescript-native/package.json');
  const project = join(HERE, 'tsconfig.build.json');
  const args = [join(tsc, '../bin/tsc'), '-p', project, '--singleThreaded'];
  await promisify(execFile)(process.execPath, args);
  // TypeScript leaves `.ts` in the imports of declarations, which only the newest resolve.
  for await (const file of glob(join(DIST, 'types/**/*.d.ts'))) {
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(/(['"])(\.{1,2}\/[^'"]+)\.tsx?\1/gu, '$1$2.js$1'));
  }
}

/** The package's package.json: `exports` of what was built, nothing that only the repository needs. */
function publishedManifest({ exports, scripts, devDependencies, ...rest }: Manifest): object {
  const built = Object.entries(exports).map(([name, file]) => [
    name,
    file.endsWith('.ts')
      ? {
          types: `./dist/types/client/${relative('.', file).replace(/\.ts$/u, '.d.ts')}`,
          default: `./dist/${builtName(file)}.js`,
        }
      : file,
  ]);
  return { ...rest, exports: Object.fromEntries(built) as object };
}

async function prepack(): Promise<void> {
  // One that was interrupted has left the package's behind.
  await postpack();
  await buildPackage();
  const manifest = publishedManifest(await readManifest());
  await copyFile(join(HERE, '../LICENSE'), LICENSE);
  await rename(MANIFEST, PUT_ASIDE);
  await writeFile(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}

async function postpack(): Promise<void> {
  await rm(LICENSE, { force: true });
  await rename(PUT_ASIDE, MANIFEST).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
}

const steps: Readonly<Record<string, () => Promise<void>>> = {
  build: buildPackage,
  prepack,
  postpack,
};
await steps[process.argv[2] ?? 'build']?.();
