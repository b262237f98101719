import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const PREFIX = 'tests-';

/**
 * Gives every test of the run one temporary folder, and takes it away with all they left in it. Each
 * project of the run asks for one: they share the first, as sockets in nested ones have too long paths.
 */
export function setup(): () => void {
  const former = process.env['TMPDIR'];
  if (former !== undefined && basename(former).startsWith(PREFIX)) return () => {};
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  process.env['TMPDIR'] = folder;
  return () => {
    if (former === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = former;
    rmSync(folder, { recursive: true, force: true });
  };
}
