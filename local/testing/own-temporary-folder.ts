import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CACHE_FOLDER } from '../cache-folder.mjs';
import { limitCompileCache } from '../compile-cache-limit.mjs';

const PREFIX = 'tests-';

/** What the tests themselves are compiled to is some 100 MB. */
const MOST_COMPILED = 400 * 1024 * 1024; // 400 MiB

/**
 * Gives every test of the run one temporary folder, and takes it away with all they left in it. Each
 * project of the run asks for one: they share the first, as sockets in nested ones have too long paths.
 * What former runs compiled is kept for this one, unless it has grown too much.
 */
export function setup(): () => void {
  const former = process.env['TMPDIR'];
  if (former !== undefined && basename(former).startsWith(PREFIX)) return () => {};
  limitCompileCache(join(CACHE_FOLDER, 'tests'), MOST_COMPILED);
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  process.env['TMPDIR'] = folder;
  return () => {
    if (former === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = former;
    rmSync(folder, { recursive: true, force: true });
  };
}
