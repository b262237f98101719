import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../services/cognito/store/database.ts';
import { createDataFolder } from '../data-folder.ts';
import { recordingLog, temporaryFolder } from './services/dynamodb/builders.ts';
import { cleanups } from '../testing/cleanups.ts';
import { client, started } from './services/dynamodb/harness.ts';

/** A disk of its own of two megabytes, or null where this user may not mount one. */
function smallDisk(): string | null {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return null;
  }
}

const disks = [smallDisk(), smallDisk()];
const [disk = null, tableDisk = null] = disks;
afterAll(() => {
  for (const each of disks) if (each !== null) execFileSync('umount', ['-l', each]);
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

  test('DynamoDB: a write that is refused says why in the log; what was acknowledged stays', async () => {
    const dataFolder = tableDisk ?? '';
    const ballast = join(dataFolder, 'ballast');
    writeFileSync(ballast, 'x'.repeat(60_000));
    const log = recordingLog();
    const dynamodb = await started({ dataFolder, log });
    const [route] = dynamodb.routes;
    const server = createServer((request, response) => {
      void route?.handle(request, response, new URL('http://gateway'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanups.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    const sdk = client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 1);
    const keyOf = (index: number) => ({ pk: { S: `k${index}` }, sk: { S: 's' } });
    const put = (index: number): Promise<unknown> => {
      const Item = { ...keyOf(index), text: { S: 'x'.repeat(20_000) } };
      return sdk.send(new PutItemCommand({ TableName: 'Users', Item }));
    };
    let kept = 0;
    const fill = async (): Promise<never> => {
      for (;;) {
        await put(kept);
        kept += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ name: 'InternalServerError' });
    expect(log.lines.filter((line) => !line.startsWith('info'))).toEqual([
      `error dynamodb ${dynamodb.endpoint}/ failed: the disk is full. What was acknowledged is kept; make room, and writes go on by themselves`,
    ]);
    expect(kept).toBeGreaterThan(0);
    for (let index = 0; index < kept; index += 1) {
      const Key = keyOf(index);
      const { Item } = await sdk.send(new GetItemCommand({ TableName: 'Users', Key }));
      expect(Item?.['text']?.S).toHaveLength(20_000);
    }
    rmSync(ballast);
    await put(kept);
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
