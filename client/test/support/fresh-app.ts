import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { keepingCompiled } from 'appsync-on-a-laptop/testing/keeping-compiled';
import { packClient, unpackClient } from './pack-client.ts';

const MODULES = join(import.meta.dirname, '../../../node_modules');
const APPS = join(import.meta.dirname, '../fixtures/apps');
const run = promisify(execFile);

/**
 * A folder outside the repository with an app of client/test/fixtures/apps, the packed client, and other
 * packages as npm would have put them.
 */
export async function freshApp(name: string, ...packages: string[]): Promise<string> {
  const app = await copyApp(name);
  await writeFile(
    join(app, 'package.json'),
    '{ "name": "app", "private": true, "type": "module" }',
  );
  for (const installed of ['graphql', '@graphql-typed-document-node/core', ...packages]) {
    const link = join(app, 'node_modules', installed);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(MODULES, installed), link);
  }
  await unpackClient(packClient(), app);
  return app;
}

/** An app of client/test/fixtures/apps in a folder outside the repository. */
async function copyApp(name: string): Promise<string> {
  const app = await mkdtemp(join(tmpdir(), `${name}-app-`));
  await cp(join(APPS, name), app, { recursive: true });
  await cp(join(APPS, 'tsconfig.json'), join(app, 'tsconfig.json'));
  return app;
}

/** A folder outside the repository with an app whose package.json npm installs, the packed client too. */
export async function installedApp(name: string): Promise<string> {
  const app = await copyApp(name);
  const { tarball } = packClient();
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await run('npm', ['install', ...quietly, tarball], { cwd: app });
  return app;
}

/** Runs a program of a package, such as `vite/bin/vite.js`, in the app's folder: the app's own, or ours. */
export const runInApp = (app: string, program: string, ...args: string[]) => {
  const own = join(app, 'node_modules', program);
  const file = existsSync(own) ? own : join(MODULES, program);
  const env = keepingCompiled();
  return run(process.execPath, [file, ...args], { cwd: app, env });
};
