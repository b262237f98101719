import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Part } from './shared/service.ts';

/** A new folder of the system's temporary ones; removed when it stops. */
export function createTemporaryFolder(): Part & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'appsync-on-a-laptop-'));
  return {
    name: 'temporary folder',
    folder,
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}
