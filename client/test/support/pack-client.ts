import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { keepingCompiled } from 'appsync-on-a-laptop/testing/keeping-compiled';
import { onceInRun } from '../../../test/support/once-in-run.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** All that `npm pack` of client/ reads. */
const SOURCES = ['client', 'generated', 'model', 'tsconfig.json', 'LICENSE'];

/** What `npm pack` made. */
export interface PackedClient {
  readonly tarball: string;
  /** The copy of client/ in which it ran. */
  readonly folder: string;
}

/** The client as it is published, for all tests of the run. */
export const packClient = (): PackedClient => onceInRun('client', [], pack);

/** Runs `npm pack` in a copy of the sources: it exchanges package.json, which other tests read. */
function pack(): PackedClient {
  const root = mkdtempSync(join(tmpdir(), 'pack-'));
  const isOwn = (path: string) => !path.endsWith('/node_modules') && !path.endsWith('/dist');
  for (const name of SOURCES) {
    cpSync(join(ROOT, name), join(root, name), { recursive: true, filter: isOwn });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const folder = join(root, 'client');
  const env = keepingCompiled();
  execFileSync('npm', ['pack', '--silent'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
  return { tarball: join(folder, tarball), folder };
}

/** Unpacks a tarball where programs of `app` find it by its name. */
export async function unpackClient({ tarball }: PackedClient, app: string): Promise<string> {
  const installed = join(app, 'node_modules/user-manager-client');
  await mkdir(installed, { recursive: true });
  const args = ['-xzf', tarball, '-C', installed, '--strip-components=1'];
  await promisify(execFile)('tar', args);
  return installed;
}
