import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives every test of the run one temporary folder, and takes it away with all they left in it. */
export function setup(): () => void {
  const former = process.env['TMPDIR'];
  const folder = mkdtempSync(join(tmpdir(), 'user-manager-tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    if (former === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = former;
    rmSync(folder, { recursive: true, force: true });
  };
}
