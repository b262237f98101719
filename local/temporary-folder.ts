import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Service } from './shared/service.ts';

/** A new folder of the system's temporary ones; removed when it stops. */
export function createTemporaryFolder(): Service & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'appsync-on-a-laptop-'));
  return {
    name: 'temporary folder',
    folder,
    start: () => Promise.resolve(),
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}
