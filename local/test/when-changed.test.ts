import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { whenChanged } from '../when-changed.ts';

/** A folder with two inputs, and a function that says whether the work was done. */
function watched(inputs: readonly string[] = ['src', 'one.json']) {
  const folder = mkdtempSync(join(tmpdir(), 'changed-'));
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'src', 'deep', 'a.ts'), 'a');
  writeFileSync(join(folder, 'one.json'), '{}');
  const state = { made: true, extra: 'command', fails: false };
  const run = () =>
    whenChanged(
      {
        folder,
        inputs,
        extra: state.extra,
        marker: join(folder, 'marker.json'),
        isMade: () => state.made,
      },
      () => (state.fails ? Promise.reject(new Error('broken')) : Promise.resolve()),
    );
  return { folder, state, run };
}

describe('whenChanged', () => {
  test('whenChanged: works the first time, not again while nothing changes', async () => {
    const { run } = watched();
    expect([await run(), await run(), await run()]).toEqual([true, false, false]);
  });

  test.each([
    ['a file’s text', (folder: string) => writeFileSync(join(folder, 'src/deep/a.ts'), 'bb')],
    ['a new file', (folder: string) => writeFileSync(join(folder, 'src/b.ts'), '')],
    ['a removed file', (folder: string) => rmSync(join(folder, 'one.json'))],
    [
      'a text of the same length',
      (folder: string) => {
        writeFileSync(join(folder, 'one.json'), '[]');
        utimesSync(join(folder, 'one.json'), 1, 1);
      },
    ],
  ])('whenChanged: works again after %s', async (_name, change) => {
    const { folder, run } = watched();
    await run();
    change(folder);
    expect([await run(), await run()]).toEqual([true, false]);
  });

  test('whenChanged: a touched file with the same content is no change', async () => {
    const { folder, run } = watched();
    await run();
    utimesSync(join(folder, 'one.json'), 1, 1);
    expect(await run()).toBe(false);
  });

  test('whenChanged: works again when the command changed, or what it made is gone', async () => {
    const { state, run } = watched();
    await run();
    state.extra = 'another';
    expect(await run()).toBe(true);
    state.made = false;
    expect(await run()).toBe(true);
  });

  test('whenChanged: works again after the work failed', async () => {
    const { state, run } = watched();
    state.fails = true;
    await expect(run()).rejects.toThrow('broken');
    state.fails = false;
    expect(await run()).toBe(true);
  });

  test('whenChanged: without inputs the work is always done', async () => {
    const { run } = watched([]);
    expect([await run(), await run()]).toEqual([true, true]);
  });

  test('whenChanged: what lies in node_modules does not count', async () => {
    const { folder, run } = watched();
    await run();
    mkdirSync(join(folder, 'src', 'node_modules'));
    writeFileSync(join(folder, 'src', 'node_modules', 'x.js'), '');
    expect(await run()).toBe(false);
  });
});
