import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Lets `fill` make a folder anew and puts it in the place of the old one, which somebody may be serving. Two
 * systems may start for the first time at once: who comes last finds the other's and replaces it, too.
 */
export async function exchangeFolder(
  folder: string,
  fill: (fresh: string) => Promise<void>,
): Promise<void> {
  await removeLeftOvers(folder);
  const fresh = `${folder}.${crypto.randomUUID()}`;
  await mkdir(fresh, { recursive: true });
  try {
    await fill(fresh);
    await exchange(folder, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function exchange(folder: string, fresh: string): Promise<void> {
  const old = `${fresh}.old`;
  for (;;) {
    await rename(folder, old).catch(ignoreCode('ENOENT'));
    const isDone = await rename(fresh, folder).then(() => true, ignoreCode('ENOTEMPTY'));
    await rm(old, { recursive: true, force: true });
    if (isDone) return;
  }
}

/** Lets one failure pass. */
const ignoreCode =
  (code: string) =>
  (error: NodeJS.ErrnoException): false => {
    if (error.code !== code) throw error;
    return false;
  };

/** Nothing is made for so long. */
const LEFT_OVER_MS = 60 * 60 * 1_000; // 1 hour

/** Whoever was killed while making a folder has left it half made. */
async function removeLeftOvers(folder: string): Promise<void> {
  const parent = dirname(folder);
  const names = await readdir(parent).catch(ignoreCode('ENOENT'));
  for (const name of names || []) {
    const path = join(parent, name);
    if (!name.startsWith(`${basename(folder)}.`)) continue;
    const found = await stat(path).catch(ignoreCode('ENOENT'));
    if (found && Date.now() - found.mtimeMs > LEFT_OVER_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}
