import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openDatabase } from '../services/cognito/store/database.ts';
import { createDataFolder } from '../data-folder.ts';
import { createDynamodb } from '../services/dynamodb/index.ts';
import { openCheckpoints } from '../services/lambda/event-sources/checkpoints.ts';
import { openQueueStore } from '../services/sqs/store.ts';
import { seededUsers } from '../seed.ts';
import { silentLog } from '../shared/log.ts';
import { temporaryFolder } from './services/dynamodb/builders.ts';

/** What reads each file of the data folder at a start. */
const READERS: Readonly<Record<string, (file: string) => unknown>> = {
  'dynamodb.sqlite': (file) =>
    createDynamodb({ dataFolder: dirname(file), tables: [], log: silentLog }).start(),
  'users.sqlite': openDatabase,
  'event-sources.sqlite': openCheckpoints,
  'queues.sqlite': openQueueStore,
  'seed.json': (file) => seededUsers(dirname(file)),
  'data/secret-seed': (file) => createDataFolder(dirname(dirname(file)), { fresh: false }).start(),
};

const DAMAGES: Readonly<Record<string, Buffer>> = {
  emptied: Buffer.alloc(0),
  overwritten: Buffer.from('no such thing\n'.repeat(1_000)),
};

for (const [name, read] of Object.entries(READERS)) {
  test.each(Object.keys(DAMAGES))(`${name}: %s, one line names it and what to do`, async (how) => {
    const file = join(temporaryFolder(), name);
    mkdirSync(dirname(file), { recursive: true });
    const content = DAMAGES[how] ?? '';
    writeFileSync(file, content);
    const failure: unknown = await Promise.resolve()
      .then(() => read(file))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'ERR_DATA_FOLDER' });
    const { message } = failure as Error;
    expect(message).toMatch(
      /^\S+ is damaged: [^\n]+\. Put a sound copy of it back; or start with --fresh, which forgets all local data\.$/,
    );
    expect(message).toContain(file);
    // Nothing was written over what may yet be mended.
    expect(readFileSync(file)).toEqual(content);
  });
}

test('users.sqlite: a page that was overwritten is found at the start', () => {
  const file = join(temporaryFolder(), 'users.sqlite');
  openDatabase(file).close();
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 4_096, 12_288);
  writeFileSync(file, bytes);
  expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'ERR_DATA_FOLDER' }));
});

test('users.sqlite: a sound one is opened again with what it holds', () => {
  const file = join(temporaryFolder(), 'users.sqlite');
  openDatabase(file).close();
  const raw = new DatabaseSync(file);
  raw.exec("CREATE TABLE mark (it TEXT); INSERT INTO mark VALUES ('kept')");
  raw.close();
  const database = openDatabase(file);
  expect(database.get('SELECT it FROM mark')).toEqual({ it: 'kept' });
  database.close();
});
