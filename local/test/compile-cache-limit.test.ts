import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { limitCompileCache } from '../compile-cache-limit.mjs';

/** A cache of two versions of Node with 30 bytes each, beside other things that are kept there. */
function cacheFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  for (const name of ['v24.1.0-x64-1-0', 'v24.2.0-x64-1-0', 'bundle-1', 'unzipped']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'file'), 'x'.repeat(30));
  }
  writeFileSync(join(folder, 'filled-1'), '');
  return folder;
}

describe('limitCompileCache', () => {
  test('more than the limit: what was compiled goes, and what says that it is there; the rest stays', () => {
    const folder = cacheFolder();
    limitCompileCache(folder, 59);
    expect(readdirSync(folder).toSorted()).toEqual(['bundle-1', 'unzipped']);
  });

  test('not more than the limit: all stays', () => {
    const folder = cacheFolder();
    limitCompileCache(folder, 60);
    expect(readdirSync(folder)).toHaveLength(5);
  });

  test('no folder yet: nothing to do', () => {
    expect(() => limitCompileCache(join(tmpdir(), 'compiled-nowhere'))).not.toThrow();
  });
});
