import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startLocal } from '../../index.ts';
import type { Local, LocalOptions } from '../../index.ts';
import { exportState, importState } from '../../state/transfer.ts';
import { eventually } from '../../testing/eventually.ts';
import { startDynoxide } from '../../testing/dynoxide.ts';
import { smallAssembly } from '../small-app.ts';
import { storingAssembly } from './storing-app.ts';
import { storingSystem } from './storing-system.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'transfer-'));
const newName = (): string => join(newFolder(), 'exported');

let assemblyFolder: string;
let dataFolder: string;
let local: Local;
/** What `local` had when it had one of everything. */
let exported: string;
let token: string;
beforeAll(async () => {
  assemblyFolder = storingAssembly();
  dataFolder = newFolder();
  local = await startLocal({ assemblyFolder, dataFolder, port: 0 });
  const system = storingSystem(local);
  await system.write('1', 'exported');
  await system.write('2', 'poison');
  await system.addPerson('ann@example.com');
  await system.putFile('a.txt', 'exported');
  token = await system.signIn('ann@example.com');
  await eventually(async () => expect(await system.deadLetters()).toBe(1));
  exported = newName();
  await exportState(exported, dataFolder);
  system.close();
});
afterAll(() => local.stop());

async function started(options: LocalOptions): Promise<Local> {
  const engine = await startLocal({ port: 0, assemblyFolder, ...options });
  onTestFinished(() => engine.stop());
  return engine;
}

/** All that an engine keeps, as its clients find it. */
async function kept(engine: Local): Promise<unknown> {
  const system = storingSystem(engine);
  const found = {
    items: await Promise.all(['1', '2', '3'].map((id) => system.read(id))),
    people: await system.people(),
    mails: await system.mailedTo(),
    file: await system.file('a.txt'),
    deadLetters: await system.deadLetters(),
    isTokenTaken: await system.isTaken(token),
  };
  system.close();
  return found;
}

const ALL = {
  items: ['exported', 'poison', null],
  people: ['ann@example.com'],
  mails: ['ann@example.com'],
  file: 'exported',
  deadLetters: 1,
  isTokenTaken: true,
};

describe('export and import', () => {
  test('export of an engine that runs: what a new folder imports is all that it had, keys too', async () => {
    expect(readdirSync(join(dataFolder, 'snapshots'))).toEqual([]);
    const other = join(newFolder(), 'data');
    expect(await importState(exported, other)).toEqual({ isRunning: false });
    const engine = await started({ dataFolder: other });
    expect(await kept(engine)).toEqual(ALL);
    expect(engine.outputs.apiKey).toBe(local.outputs.apiKey);
    // Imported mails are in memory only again.
    expect(existsSync(join(other, 'data', 'cognito', 'mailbox.json'))).toBe(false);
    expect(readdirSync(other)).not.toContain('data.former');
  });

  test('startLocal: begins with an export, and an engine that is stopped is exported to the same', async () => {
    const other = newFolder();
    const engine = await startLocal({
      assemblyFolder,
      dataFolder: other,
      importFrom: exported,
      port: 0,
    });
    expect(await kept(engine)).toEqual(ALL);
    await engine.stop();
    const again = newName();
    expect(await exportState(again, other)).toEqual({ isRunning: false });
    const copy = await started({ dataFolder: newFolder(), importFrom: again });
    // Mails are in the memory of an engine.
    expect(await kept(copy)).toEqual({ ...ALL, mails: [] });
  });

  test('import into an engine that runs: it goes on with that, at its port and with its API key', async () => {
    const folder = newFolder();
    const engine = await started({ dataFolder: folder });
    const system = storingSystem(engine);
    onTestFinished(() => system.close());
    const { url, outputs } = engine;
    await system.write('3', 'replaced');
    expect(await importState(exported, folder)).toEqual({ isRunning: true });
    expect(await kept(engine)).toEqual(ALL);
    expect({ url: engine.url, outputs: engine.outputs }).toEqual({ url, outputs });
    expect(readdirSync(join(folder, 'snapshots'))).toEqual([]);
  });

  test('export: holds what only its owner may read', () => {
    expect(statSync(exported).mode & 0o077).toBe(0);
    expect(statSync(join(exported, 'data', 'secret-seed')).mode & 0o077).toBe(0);
  });
});

describe('refusals', () => {
  const refused = (message: RegExp) => ({
    code: 'ERR_STATE',
    message: expect.stringMatching(message),
  });

  test('snapshots: tables of another DynamoDB engine cannot be copied', async () => {
    await using dynoxide = await startDynoxide();
    const engine = await startLocal({
      assemblyFolder,
      dataFolder: newFolder(),
      port: 0,
      dynamodbEndpoint: dynoxide.endpoint,
    });
    const answer = refused(/tables are in the DynamoDB engine at .* Start without --dynamodb/);
    await expect(engine.snapshots.create('x')).rejects.toMatchObject(answer);
    await expect(engine.snapshots.restore('x')).rejects.toMatchObject(answer);
    await engine.stop();
    await expect(engine.reset()).rejects.toMatchObject(refused(/The engine stops/));
  });

  test('export: a folder that is not empty, or a file, stays as it is', async () => {
    const full = newFolder();
    writeFileSync(join(full, 'mine.txt'), 'mine');
    const file = join(newFolder(), 'file');
    writeFileSync(file, 'mine');
    for (const target of [full, file, exported]) {
      await expect(exportState(target, dataFolder)).rejects.toMatchObject(refused(/is not empty/));
    }
    expect(readdirSync(full)).toEqual(['mine.txt']);
  });

  test('export: an empty folder is taken; of data that nobody made there is nothing', async () => {
    const empty = newFolder();
    await exportState(empty, dataFolder);
    expect(readdirSync(empty).sort()).toEqual(['data', 'state.json']);
    await expect(exportState(newName(), join(newFolder(), 'absent'))).rejects.toMatchObject(
      refused(/No engine has run on .*absent yet/),
    );
    await expect(exportState(newName(), newFolder())).rejects.toMatchObject(
      refused(/No engine has run/),
    );
  });

  /** A copy of the export, spoilt. */
  function spoilt(spoil: (folder: string) => void): string {
    const folder = newName();
    cpSync(exported, folder, { recursive: true });
    spoil(folder);
    return folder;
  }
  const rewrite =
    (file: string, from: string, to: string) =>
    (folder: string): void => {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).toContain(from);
      writeFileSync(join(folder, file), text.replaceAll(from, to));
    };

  const zeroed = (folder: string): void => {
    const file = join(folder, 'data', 's3.sqlite');
    writeFileSync(file, Buffer.alloc(statSync(file).size));
  };

  test('import: what is no export, of another version or damaged is named, and nothing changes', async () => {
    const other = newFolder();
    await importState(exported, other);
    const cases: readonly (readonly [string, RegExp])[] = [
      [newFolder(), /holds no exported state/],
      [join(newFolder(), 'absent'), /holds no exported state/],
      [
        spoilt(rewrite('state.json', '"version": 1', '"version": 7')),
        /is of version 7, this engine reads version 1/,
      ],
      [
        spoilt((folder) => writeFileSync(join(folder, 'state.json'), '{')),
        /does not describe a state/,
      ],
      [
        spoilt((folder) => writeFileSync(join(folder, 'data', 'kinesis.sqlite'), '')),
        /nothing here knows data\/kinesis\.sqlite/,
      ],
      [
        spoilt((folder) => writeFileSync(join(folder, 'data', 's3.sqlite'), '')),
        /data\/s3\.sqlite has 0 bytes instead of/,
      ],
      [
        spoilt((folder) => symlinkSync('/etc/passwd', join(folder, 'data', 'seed.json'))),
        /nothing here knows data\/seed\.json/,
      ],
      [spoilt(zeroed), /s3\.sqlite is damaged/],
    ];
    for (const [folder, message] of cases) {
      await expect(importState(folder, other)).rejects.toMatchObject(refused(message));
      await expect(importState(folder, dataFolder)).rejects.toMatchObject(refused(message));
    }
    expect(await kept(local)).toEqual(ALL);
    expect(await kept(await started({ dataFolder: other }))).toEqual(ALL);
  });

  test('import: the state of another app is refused by an engine that runs', async () => {
    const other = spoilt((folder) => {
      const name = 'Small-Table';
      const from = readFileSync(join(folder, 'data', 'app.json'), 'utf8');
      writeFileSync(join(folder, 'data', 'app.json'), from.replace(name, 'Other-Table'));
    });
    await expect(importState(other, dataFolder)).rejects.toMatchObject(
      refused(/state of another app, .* has no table Other-Table/),
    );
    expect(await kept(local)).toEqual(ALL);
  });

  test('startLocal: an import that is refused leaves the folder free, and fresh does not forget one', async () => {
    const options = { assemblyFolder, dataFolder: newFolder(), port: 0 };
    const absent = join(newFolder(), 'absent');
    await expect(startLocal({ ...options, importFrom: absent })).rejects.toMatchObject(
      refused(/holds no exported state/),
    );
    const engine = await started({ ...options, importFrom: exported, fresh: true });
    expect(await kept(engine)).toEqual(ALL);
  });

  test('startLocal: the state of another app is refused, and what was there before is back', async () => {
    const small = smallAssembly();
    const other = newFolder();
    const options = { assemblyFolder: small, dataFolder: other, port: 0 };
    const before = await startLocal(options);
    await before.stop();
    const seed = readFileSync(join(other, 'data', 'secret-seed'), 'utf8');
    const message =
      /another app, .* has no user pool .*, no queue given-up, no bucket files\. The data from before/;
    await expect(startLocal({ ...options, importFrom: exported })).rejects.toMatchObject(
      refused(message),
    );
    // An import while nothing ran is found out by the next start.
    await importState(exported, other);
    await importState(exported, other);
    await expect(startLocal(options)).rejects.toMatchObject(refused(message));
    expect(readFileSync(join(other, 'data', 'secret-seed'), 'utf8')).toBe(seed);
    await (await startLocal(options)).stop();
  });
});
