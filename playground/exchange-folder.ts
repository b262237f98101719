import { mkdir, rename, rm } from 'node:fs/promises';

/**
 * Lets `fill` make a folder anew and puts it in the place of the old one, which somebody may be serving. Two
 * systems may start for the first time at once: who comes last finds the other's and replaces it, too.
 */
export async function exchangeFolder(
  folder: string,
  fill: (fresh: string) => Promise<void>,
): Promise<void> {
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
const ignoreCode = (code: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== code) throw error;
  return false;
};
