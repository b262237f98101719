import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AwsError } from '../../../aws/index.ts';
import { isObject } from '../../../shared/is-object.ts';

/** Its data directories are of one version of Postgres. */
export function pgliteVersion(): string {
  const entry = pgliteEntry();
  const manifest: unknown = JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8'));
  return isObject(manifest) ? String(manifest['version']) : '';
}

/** What the types of Node leave out. */
const { WebAssembly: compiler } = globalThis as unknown as {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<WebAssembly.Module> };
};

let code: Promise<WebAssembly.Module> | undefined;

/**
 * Postgres' code, compiled once in a process: a thread that does it by itself takes half of its start for it.
 * @throws AwsError DatabaseUnavailableException when the package is not there
 */
export function pgliteCode(): Promise<WebAssembly.Module> {
  const file = join(pgliteEntry(), '../pglite.wasm');
  return (code ??= readFile(file).then((bytes) => compiler.compile(bytes)));
}

function pgliteEntry(): string {
  try {
    return createRequire(import.meta.url).resolve('@electric-sql/pglite');
  } catch {
    throw new AwsError(
      'DatabaseUnavailableException',
      'The optional package @electric-sql/pglite is not there, which runs Postgres: `npm install @electric-sql/pglite` brings it.',
      504,
    );
  }
}
