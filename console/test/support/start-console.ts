import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { serveConsole } from './serve-console.ts';

declare module 'vitest' {
  interface ProvidedContext {
    consoleUrl: string;
    consoleFolder: string;
  }
}

const BUILD = join(import.meta.dirname, '../../build.ts');

/** Builds the console and serves it before the system that test/support/start-system.ts has started. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'console-'));
  // As the engine does; and here React would take NODE_ENV for a wish to be checked.
  await promisify(execFile)(process.execPath, [BUILD, join(folder, 'site')], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const site = await serveConsole(join(folder, 'site'), project.getProvidedContext().outputs);
  project.provide('consoleUrl', site.url);
  project.provide('consoleFolder', join(folder, 'site'));
  return async () => {
    await site.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
