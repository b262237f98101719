import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDataFolder, writePrivately } from '../data-folder.ts';
import type { DataFolder } from '../data-folder.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'data-'));

async function opened(folder: string, fresh = false): Promise<DataFolder> {
  const dataFolder = createDataFolder(folder, { fresh });
  await dataFolder.start();
  onTestFinished(() => dataFolder.stop());
  return dataFolder;
}

describe('data folder', () => {
  test('start: makes a seed that only the owner reads, the same at the next start', async () => {
    const folder = newFolder();
    const first = await opened(folder);
    expect(first.secretSeed).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(first.data, 'secret-seed')).mode & 0o777).toBe(0o600);
    await first.stop();
    expect((await opened(folder)).secretSeed).toBe(first.secretSeed);
  });

  test('start: refuses a folder that another engine holds, until that one stops', async () => {
    const folder = newFolder();
    const first = await opened(folder);
    const second = createDataFolder(folder, { fresh: true });
    await expect(second.start()).rejects.toMatchObject({
      code: 'ERR_DATA_FOLDER',
      message: expect.stringContaining('--data'),
    });
    expect(existsSync(join(first.data, 'secret-seed'))).toBe(true); // --fresh took nothing away
    await first.stop();
    await opened(folder);
  });

  test('start: a killed process holds nothing', async () => {
    const folder = newFolder();
    const module = JSON.stringify(resolve(import.meta.dirname, '../data-folder.ts'));
    const script = `import { createDataFolder } from ${module};
      await createDataFolder(${JSON.stringify(folder)}, { fresh: false }).start();
      process.kill(process.pid, 'SIGKILL');`;
    const killed = spawnSync(process.execPath, ['--input-type=module', '--eval', script]);
    expect(killed.signal).toBe('SIGKILL');
    await expect(opened(folder)).resolves.toBeDefined();
  });

  test('start: fresh forgets data but not what a killed engine left word of', async () => {
    const folder = newFolder();
    const first = await opened(folder);
    writeFileSync(join(first.data, 'users.sqlite'), 'x');
    writeFileSync(join(first.data, 'dynamodb.lock'), 'x');
    writeFileSync(join(folder, 'cdk.out.inputs.json'), 'x');
    await first.stop();
    const second = await opened(folder, true);
    expect(existsSync(join(second.data, 'users.sqlite'))).toBe(false);
    expect(existsSync(join(second.data, 'dynamodb.lock'))).toBe(true);
    expect(existsSync(join(folder, 'cdk.out.inputs.json'))).toBe(true);
    expect(second.secretSeed).not.toBe(first.secretSeed);
  });

  test('start: a folder that cannot be made is named', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const dataFolder = createDataFolder(join(file, 'below'), { fresh: false });
    await expect(dataFolder.start()).rejects.toMatchObject({ code: 'ERR_DATA_FOLDER' });
  });

  // Root may write everything: there the engine is started as nobody.
  const isRoot = process.getuid?.() === 0;
  const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  test.each([
    ['the folder', '.', 0o555],
    ['the data in it', 'data', 0o555],
    ['a database', 'data/users.sqlite', 0o444],
    ['a key', 'data/secret-seed', 0o000],
  ])('start: %s that may not be written is named in one line', async (_what, path, mode) => {
    // Not in the folder of the run, which is root's alone.
    const folder = mkdtempSync('/tmp/data-');
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const first = await opened(folder);
    writeFileSync(join(first.data, 'users.sqlite'), 'x');
    await first.stop();
    const all = ['.', 'engine.lock', 'data', 'data/secret-seed', 'data/users.sqlite'];
    if (isRoot) for (const each of all) chownSync(join(folder, each), 65_534, 65_534);
    const module = JSON.stringify(resolve(import.meta.dirname, '../data-folder.ts'));
    const script = `import { createDataFolder } from ${module};
      const folder = createDataFolder('.', { fresh: false });
      await folder.start().then(() => console.log('started'), (e) => console.log(e.code, e.message));
      await folder.stop();`;
    const start = () =>
      spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: folder,
        encoding: 'utf8',
        ...nobody,
      });
    expect(start().stdout).toBe('started\n');
    chmodSync(join(folder, path), mode);
    expect(start().stdout).toMatch(
      /^ERR_DATA_FOLDER Cannot write the data folder \.: EACCES: [^\n]+\. Mend that, or name another with --data\.\n$/,
    );
    chmodSync(join(folder, path), 0o755);
  });

  test('writePrivately: replaces a file that others could read', () => {
    const file = join(newFolder(), 'outputs.json');
    writeFileSync(file, 'old', { mode: 0o644 });
    writePrivately(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
