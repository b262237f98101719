import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PackedClient } from './support/pack-client.ts';
import { packClient, unpackClient } from './support/pack-client.ts';

let app: string;
let packed: PackedClient;
let installed: string;

beforeAll(async () => {
  packed = packClient();
  app = await mkdtemp(join(tmpdir(), 'app-'));
  installed = await unpackClient(packed, app);
});

/** Bytes of a page's script that imports this of the package, minified. */
async function bundled(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: app },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.contents.byteLength ?? Infinity;
}

describe('size of a bundle', () => {
  test('createClient and tokenAuth: at most 15 kB', async () => {
    const bytes = await bundled("export { createClient, tokenAuth } from 'user-manager-client'");
    expect(bytes).toBeLessThanOrEqual(15_000);
  });

  test('createClient and cognitoAuth: at most 30 kB', async () => {
    const bytes = await bundled("export { createClient, cognitoAuth } from 'user-manager-client'");
    expect(bytes).toBeLessThanOrEqual(30_000);
  });
});

describe('npm pack', () => {
  test('files: fewer than 60, built, with README and LICENSE', async () => {
    const entries = await readdir(installed, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(files.length).toBeLessThan(60);
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'index.js']));
    expect(files.filter((name) => /(?<!\.d)\.tsx?$/u.test(name))).toEqual([]);
  });

  test('package.json: exports what was built, and asks for nothing that only the repository needs', async () => {
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
      readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
    };
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('scripts');
    const files = Object.values(manifest.exports).flatMap((file) =>
      typeof file === 'string' ? [file] : Object.values(file),
    );
    for (const file of files) await readFile(join(installed, file));
  });

  test('the sources: are as they were afterwards', async () => {
    const source = join(import.meta.dirname, '../package.json');
    const copy = join(packed.folder, 'package.json');
    expect(await readFile(copy, 'utf8')).toBe(await readFile(source, 'utf8'));
    expect(await readdir(packed.folder)).not.toContain('package.source.json');
  });
});
