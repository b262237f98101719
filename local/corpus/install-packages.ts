import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOnline } from './offline.ts';
import type { AppFolders } from './app-folders.ts';
import { NotHad } from './not-had.ts';
import type { CorpusApp } from './types.ts';

const INSTALL_TIME = 400_000; // milliseconds

/**
 * Keeps one copy of each version of the CDK on the disk for all apps, and takes the ranges of package.json. Scripts of
 * packages do not run; peers of old apps seldom agree.
 */
const PNPM = ['npx', '--yes', 'pnpm@10'];
const QUIETLY = [
  '--ignore-scripts',
  '--ignore-workspace',
  '--config.node-linker=hoisted',
  '--config.strict-peer-dependencies=false',
  '--config.confirm-modules-purge=false',
  '--config.engine-strict=false',
  '--no-frozen-lockfile',
  '--reporter=append-only',
];

/** Installs what an app asks for, from the registries: npm's and, for Python, PyPI. */
export async function installPackages(app: CorpusApp, folders: AppFolders): Promise<void> {
  const store = `--store-dir=${folders.store}`;
  for (const path of app.install ?? ['']) {
    const folder = join(folders.app, path);
    if (existsSync(join(folder, 'package.json'))) {
      replaceVersions(join(folder, 'package.json'), app.versions ?? {});
      await install([...PNPM, 'install', ...QUIETLY, store], folder);
      lockForNpm(folder);
    }
    if (existsSync(join(folder, 'requirements.txt'))) await installFromPyPI(folder);
  }
  if (app.alsoInstall) {
    await install(
      [
        ...PNPM,
        'add',
        ...QUIETLY.filter((option) => option !== '--no-frozen-lockfile'),
        store,
        ...app.alsoInstall,
      ],
      folders.app,
    );
    lockForNpm(folders.app);
  }
}

function replaceVersions(file: string, versions: Readonly<Record<string, string>>): void {
  const text = Object.entries(versions).reduce(
    (before, [name, version]) =>
      before.replace(new RegExp(`("${name}"\\s*:\\s*)"[^"]*"`, 'u'), `$1"${version}"`),
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}

/** The CDK bundles functions with the package manager whose lock is there: npm is. */
function lockForNpm(folder: string): void {
  for (const lock of ['pnpm-lock.yaml', 'yarn.lock']) rmSync(join(folder, lock), { force: true });
  const own = join(folder, 'package-lock.json');
  if (!existsSync(own)) writeFileSync(own, '{}');
}

async function installFromPyPI(folder: string): Promise<void> {
  await install(['python3', '-m', 'venv', '.venv'], folder);
  await install(['.venv/bin/pip', 'install', '--quiet', '-r', 'requirements.txt'], folder);
}

async function install([command = '', ...args]: readonly string[], folder: string): Promise<void> {
  const ended = await runOnline(command, args, { folder, timeout: INSTALL_TIME });
  if (ended.code !== 0) throw new NotHad('its packages cannot be installed', ended.output);
}
