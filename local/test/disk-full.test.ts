import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../services/cognito/store/database.ts';
import { createDataFolder } from '../data-folder.ts';
import { temporaryFolder } from './services/dynamodb/builders.ts';

/** A disk of its own of one megabyte, or null where this user may not mount one. */
function smallDisk(): string | null {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return null;
  }
}

const disk = smallDisk();
afterAll(() => {
  if (disk !== null) execFileSync('umount', ['-l', disk]);
});

describe.skipIf(disk === null)('a full disk (skipped where no tmpfs can be mounted)', () => {
  const folder = disk ?? '';

  test('users.sqlite: the write names the file; what was acknowledged stays', () => {
    const file = join(folder, 'users.sqlite');
    const database = openDatabase(file);
    const add = (name: string): number =>
      database.transaction(() =>
        database.run(
          "INSERT INTO groups (pool, name, description, from_template, created_at, modified_at) VALUES ('p', ?, ?, 0, 0, 0)",
          name,
          'x'.repeat(20_000),
        ),
      );
    let kept = 0;
    const fill = (): void => {
      for (;;) {
        add(`g${kept}`);
        kept += 1;
      }
    };
    expect(fill).toThrow(
      expect.objectContaining({
        code: 'ERR_DATA_FOLDER',
        message: expect.stringMatching(
          /^Cannot write .*users\.sqlite: the disk (?:is full|does not take it)/,
        ),
      }),
    );
    expect(kept).toBeGreaterThan(0);
    expect(database.get('SELECT COUNT(*) AS count FROM groups')).toEqual({ count: kept });
    database.close();
  });

  test('start: a full disk is not another engine', async () => {
    try {
      for (let size = 65_536; size >= 1; size /= 2) {
        for (let index = 0; ; index += 1) {
          writeFileSync(join(folder, `fill-${size}-${index}`), 'x'.repeat(size));
          if (index > 1_000) break;
        }
      }
    } catch {
      // full
    }
    writeFull(folder);
    await expect(
      createDataFolder(join(folder, 'new'), { fresh: false }).start(),
    ).rejects.toMatchObject({
      code: 'ERR_DATA_FOLDER',
      message: expect.stringMatching(/^Cannot write the data folder/),
    });
  });
});

/** To the last byte. */
function writeFull(folder: string): void {
  for (let index = 0; index < 2_000; index += 1) {
    try {
      writeFileSync(join(folder, `rest-${index}`), 'x'.repeat(4_096));
    } catch {
      return;
    }
  }
}
