import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');
/** All that `npm pack` of client/ reads. */
const SOURCES = ['client', 'generated', 'model', 'tsconfig.json', 'LICENSE'];

/** What `npm pack` made. */
export interface PackedClient {
  readonly tarball: string;
  /** The copy of client/ in which it ran. */
  readonly folder: string;
}

/** Runs `npm pack` in a copy of the sources: it exchanges package.json, which other tests read. */
export async function packClient(): Promise<PackedClient> {
  const root = await mkdtemp(join(tmpdir(), 'pack-'));
  const isOwn = (path: string) => !path.endsWith('/node_modules') && !path.endsWith('/dist');
  for (const name of SOURCES) {
    await cp(join(ROOT, name), join(root, name), { recursive: true, filter: isOwn });
  }
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const folder = join(root, 'client');
  await run('npm', ['pack', '--silent'], { cwd: folder });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
  return { tarball: join(folder, tarball), folder };
}

/** Unpacks a tarball where programs of `app` find it by its name. */
export async function unpackClient({ tarball }: PackedClient, app: string): Promise<string> {
  const installed = join(app, 'node_modules/user-manager-client');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  return installed;
}
