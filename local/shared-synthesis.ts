import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Project } from './project.ts';
import { isBusy } from './shared/sqlite-file.ts';
import type { Log } from './shared/log.ts';
import { makeFolder } from './shared/make-folder.ts';
import { synthesize, type Synthesis, type SynthesisOptions } from './synthesize.ts';

/** Where starts with a temporary folder have the app synthesized, once for all of them. */
const sharedFolder = (project: Project): string => join(project.folder, '.local', 'shared');

/**
 * As `synthesize`, for many starts at once: one of them does it while the others wait, and each has the
 * assembly in a folder of its own, which later changes of the app do not touch.
 */
export async function synthesizeShared(
  project: Project,
  target: string,
  log: Log,
  { signal }: Pick<SynthesisOptions, 'signal'>,
): Promise<Synthesis> {
  const shared = sharedFolder(project);
  makeFolder(shared);
  const lock = await takeTurn(join(shared, 'synthesis.lock'), signal);
  try {
    const { folder, made, record } = await synthesize(project, shared, log, { signal });
    const own = join(target, 'cdk.out');
    linkFolder(folder, own);
    return { folder: own, made, record };
  } finally {
    lock.close();
  }
}

/** Has the next start synthesize, when what is there cannot be read. */
export const forgetSharedSynthesis = (project: Project): void =>
  rmSync(join(sharedFolder(project), 'cdk.out'), { recursive: true, force: true });

const LOOK_AGAIN = 50; // milliseconds

/** An exclusive transaction, which ends with the process however that ends. */
async function takeTurn(file: string, signal?: AbortSignal): Promise<DatabaseSync> {
  const lock = new DatabaseSync(file, { timeout: 0 });
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return lock;
    } catch (error) {
      if (!isBusy(error) || signal?.aborted === true) {
        lock.close();
        signal?.throwIfAborted();
        throw error;
      }
      await pause(LOOK_AGAIN);
    }
  }
}

/** The same files under further names: what is synthesized is never written again. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target); // of another file system
  }
}
