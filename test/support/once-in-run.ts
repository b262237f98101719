import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What is dear to make and is the same for all workers of a run: the first that asks makes it, and leaves
 * it in the temporary folder of the run. Two that ask at once both make it.
 * @param of what it is made of; JSON, as what is made
 */
export function onceInRun<T>(name: string, of: unknown, make: () => T): T {
  const folder = join(tmpdir(), 'made-in-run');
  const hash = createHash('sha256').update(JSON.stringify(of)).digest('hex');
  const file = join(folder, `${name}-${hash}.json`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    // Nobody reads the half of it.
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(make()));
    renameSync(`${file}.${process.pid}`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
