import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, type BuildOptions } from 'esbuild';

/** The repository's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What AppSync takes: one module; its own library stays outside; the map inside, without sources. */
export const APPSYNC_JS: BuildOptions = {
  format: 'esm',
  target: 'esnext',
  external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
  sourcemap: 'inline',
  sourcesContent: false,
  treeShaking: true,
};

/** File name -> content. */
export type Bundle = ReadonlyMap<string, string>;

/**
 * Bundles many entries in one run of esbuild, which is several times faster than one run each.
 * `entries`: name -> source file. Answers name -> its bundle, `<stem>` with its extension.
 */
export function bundleAll(
  entries: ReadonlyMap<string, string>,
  stem: string,
  options: BuildOptions,
): ReadonlyMap<string, Bundle> {
  const { outputFiles } = buildSync({
    ...options,
    entryPoints: [...entries].map(([name, file]) => ({ in: file, out: join(name, stem) })),
    absWorkingDir: ROOT,
    bundle: true,
    // Nothing is written there: it gives source maps paths that are the same on every machine.
    outdir: join(ROOT, 'bundled'),
    write: false,
    logLevel: 'warning',
  });
  const bundles = new Map<string, Map<string, string>>();
  for (const { path, text } of outputFiles) {
    const name = basename(dirname(path));
    const bundle = bundles.get(name) ?? new Map<string, string>();
    bundles.set(name, bundle.set(basename(path), text));
  }
  return bundles;
}

/** Where bundles of this process lie. */
const written = new WeakMap<Bundle, string>();

let root: string | undefined;

/**
 * Writes a bundle where CDK can copy it from, which it does when an asset is made. It lies there for as long
 * as the process is: one that makes several apps of the same code writes it once.
 * @returns its folder
 */
export function folderOf(bundle: Bundle): string {
  const known = written.get(bundle);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join((root ??= makeRoot()), 'bundle-'));
  for (const [file, content] of bundle) writeFileSync(join(folder, file), content);
  written.set(bundle, folder);
  return folder;
}

function makeRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'user-manager-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
