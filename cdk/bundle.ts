import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, type BuildOptions } from 'esbuild';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles many entries in one run of esbuild, which is several times faster than one run each.
 * `entries`: name -> source file. Answers name -> a folder with the bundle, `<stem>` with its
 * extension, which lasts until the end of the process: CDK copies assets when they are made.
 */
export function bundleAll(
  entries: ReadonlyMap<string, string>,
  stem: string,
  options: BuildOptions,
): ReadonlyMap<string, string> {
  const { outputFiles } = buildSync({
    ...options,
    entryPoints: [...entries].map(([name, file]) => ({
      in: file,
      out: join(name, stem),
    })),
    absWorkingDir: ROOT,
    bundle: true,
    // Nothing is written here: the folder gives source maps paths that are the same on every machine.
    outdir: join(ROOT, 'bundled'),
    write: false,
    logLevel: 'warning',
  });
  const folder = temporaryFolder();
  const folders = new Map<string, string>();
  for (const { path, contents } of outputFiles) {
    const name = basename(dirname(path));
    folders.set(name, join(folder, name));
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, basename(path)), contents);
  }
  return folders;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'user-manager-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
