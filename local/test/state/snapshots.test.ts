import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startLocal } from '../../index.ts';
import type { Local } from '../../index.ts';
import { stateFiles } from '../../state/state-files.ts';
import { eventually } from '../../testing/eventually.ts';
import { storingAssembly } from './storing-app.ts';
import { askAt, storingSystem, subscribeToSaid } from './storing-system.ts';
import type { Answer, StoringSystem } from './storing-system.ts';

let local: Local;
let system: StoringSystem;
let dataFolder: string;
const lines: string[] = [];
beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'state-'));
  const note = (_source: string, message: string): void => void lines.push(message);
  local = await startLocal({
    assemblyFolder: storingAssembly(),
    dataFolder,
    port: 0,
    log: { info: note, warn: note, error: note },
  });
  system = storingSystem(local);
});
afterAll(async () => {
  system.close();
  await local.stop();
});
beforeEach(async () => {
  for (const { name } of local.snapshots.list()) await local.snapshots.delete(name);
  await local.reset();
  lines.length = 0;
});

const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
  askAt(local.url, method, path, body);

const seen = (text: string): boolean => lines.some((line) => line.endsWith(`seen ${text}`));

describe('snapshots', () => {
  test('restore: brings back tables, people, mails, objects, queues and stream positions as they were', async () => {
    await system.write('1', 'before');
    await system.write('2', 'poison');
    await system.addPerson('ann@example.com');
    await system.putFile('a.txt', 'before');
    await eventually(async () => expect(await system.deadLetters()).toBe(1));
    expect(await ask('POST', '/_local/snapshots', { name: 'before' })).toMatchObject({
      status: 201,
      body: { name: 'before', bytes: expect.any(Number) },
    });

    await system.write('1', 'after');
    await system.write('3', 'poison');
    await system.addPerson('bob@example.com');
    await system.putFile('a.txt', 'after');
    await system.putFile('b.txt', 'after');
    await eventually(async () => expect(await system.deadLetters()).toBe(2));
    lines.length = 0;
    expect(await ask('POST', '/_local/snapshots/before/restore')).toMatchObject({
      status: 200,
      body: { name: 'before' },
    });

    expect(await Promise.all(['1', '2', '3'].map((id) => system.read(id)))).toEqual([
      'before',
      'poison',
      null,
    ]);
    expect(await system.people()).toEqual(['ann@example.com']);
    expect(await system.mailedTo()).toEqual(['ann@example.com']);
    expect(await system.file('a.txt')).toBe('before');
    expect(await system.file('b.txt')).toBeNull();
    expect(await system.deadLetters()).toBe(1);
    // The stream goes on behind what was delivered before, and with what comes from now on.
    await system.write('4', 'later');
    await eventually(() => expect(seen('later')).toBe(true));
    expect(seen('before')).toBe(false);
    expect(await system.deadLetters()).toBe(1);
  });

  test('restore: keeps the process, the port and the keys; tokens are as good as their person is there', async () => {
    await system.addPerson('ann@example.com');
    const ann = await system.signIn('ann@example.com');
    await local.snapshots.create('ann');
    const { outputs } = local;
    await system.addPerson('bob@example.com');
    const bob = await system.signIn('bob@example.com');
    await local.snapshots.restore('ann');
    expect(local.outputs).toEqual(outputs);
    expect(await system.isTaken(ann)).toBe(true);
    expect(await system.isTaken(bob)).toBe(false);
  });

  test('restore: tells subscribers by closing their connections, which they answer by reading anew', async () => {
    await local.snapshots.create('quiet');
    const before = await subscribeToSaid(local.outputs);
    await local.snapshots.restore('quiet');
    expect(await before.closed).toMatchObject({ code: 1001 });
    const after = await subscribeToSaid(local.outputs);
    await system.say('again');
    expect(await after.next()).toMatchObject({ payload: { data: { said: 'again' } } });
    await after.close();
  });

  test('restore: has the clock where it was', async () => {
    const hour = 60 * 60_000;
    const offset = async () => (await ask('GET', '/_local/clock')).body;
    await ask('POST', '/_local/clock', { advanceMs: hour });
    await local.snapshots.create('ahead');
    await ask('POST', '/_local/clock', { advanceMs: hour });
    expect(await offset()).toMatchObject({ offsetMs: 2 * hour });
    await local.snapshots.restore('ahead');
    expect(await offset()).toMatchObject({ offsetMs: hour });
    await local.reset();
    expect(await offset()).toMatchObject({ offsetMs: 0 });
  });

  test('create: has each change whole or not at all, while others write without pause', async () => {
    const writers = [0, 1, 2, 3];
    await Promise.all(writers.map((writer) => system.write(`${writer}`, 'begun')));
    let isOver = false;
    let written = 0;
    const writing = Promise.all(
      writers.map(async (writer) => {
        for (let round = 0; !isOver; round += 1) {
          await system.write(`${writer}`, `round ${round}`);
          written += 1;
        }
      }),
    );
    const names = ['a', 'b', 'c'];
    for (const name of names) {
      await eventually(() => expect(written).toBeGreaterThan(8));
      await local.snapshots.create(name);
      written = 0;
    }
    isOver = true;
    await writing;
    const states: (string | null)[][] = [];
    for (const name of names) {
      await local.snapshots.restore(name);
      states.push(await Promise.all(writers.map((writer) => system.read(`${writer}`))));
    }
    for (const state of states) expect(state).not.toContain(null);
    expect(new Set(states.map((state) => state.join())).size).toBe(3);
  });

  test('list and delete: tell the newest last, and forget it', async () => {
    await local.snapshots.create('one');
    await local.snapshots.create('two');
    const names = async (): Promise<unknown> => (await ask('GET', '/_local/snapshots')).body;
    expect(await names()).toMatchObject({ snapshots: [{ name: 'one' }, { name: 'two' }] });
    expect(await ask('DELETE', '/_local/snapshots/one')).toEqual({ status: 204, body: null });
    expect(await names()).toMatchObject({ snapshots: [{ name: 'two' }] });
    expect(readdirSync(join(dataFolder, 'snapshots'))).toEqual(['two']);
  });

  test('create: what is kept is for its owner alone', async () => {
    await system.addPerson('ann@example.com');
    await local.snapshots.create('private');
    const folder = join(dataFolder, 'snapshots', 'private');
    expect(statSync(folder).mode & 0o077).toBe(0);
    for (const path of stateFiles(join(folder, 'data')).files) {
      expect(statSync(join(folder, 'data', path)).mode & 0o077).toBe(0);
    }
  });

  test('create: leaves out nothing that a data folder holds', () => {
    expect(stateFiles(join(dataFolder, 'data')).unknown).toEqual([]);
  });
});

describe('refusals', () => {
  const refused = (status: number, code: string, message: RegExp) => ({
    status,
    body: { error: { code, message: expect.stringMatching(message) } },
  });

  test('POST /_local/snapshots: what is no name makes nothing', async () => {
    const before = readdirSync(dataFolder).sort();
    const long = 'x'.repeat(65);
    for (const name of ['', '.', '..', '../data', 'a/b', 'a\\b', '.hidden', long, 'a b', 'ä']) {
      expect(await ask('POST', '/_local/snapshots', { name })).toEqual(
        refused(400, 'BadRequest', /is no name of a snapshot: 1 to 64 letters/),
      );
    }
    expect(readdirSync(dataFolder).sort()).toEqual(before);
  });

  test('restore and DELETE: a path that leads elsewhere is no name', async () => {
    const answer = refused(400, 'BadRequest', /is no name of a snapshot/);
    for (const name of ['..%2f..%2fdata', '%2e%2e%2fdata', '%00', '%ff']) {
      expect(await ask('POST', `/_local/snapshots/${name}/restore`)).toEqual(answer);
      expect(await ask('DELETE', `/_local/snapshots/${name}`)).toEqual(answer);
    }
    expect(existsSync(join(dataFolder, 'data', 'secret-seed'))).toBe(true);
  });

  test('POST /_local/snapshots: a body without a name is told so', async () => {
    const long = JSON.stringify({ name: 'x'.repeat(2_000) });
    for (const body of ['', '{', '[]', '{"name": 1}', long]) {
      expect(await ask('POST', '/_local/snapshots', body)).toEqual(
        refused(400, 'BadRequest', /JSON with a name/),
      );
    }
  });

  test('restore and DELETE: a name that is not there is told with those that are', async () => {
    await local.snapshots.create('there');
    const answer = refused(404, 'NotFound', /No snapshot is named absent\. There is: there\./);
    expect(await ask('POST', '/_local/snapshots/absent/restore')).toEqual(answer);
    expect(await ask('DELETE', '/_local/snapshots/absent')).toEqual(answer);
  });

  test('POST /_local/snapshots: a name that is taken keeps what it has', async () => {
    await system.write('1', 'first');
    await local.snapshots.create('taken');
    await system.write('1', 'second');
    expect(await ask('POST', '/_local/snapshots', { name: 'taken' })).toEqual(
      refused(409, 'Conflict', /named taken already/),
    );
    await local.snapshots.restore('taken');
    expect(await system.read('1')).toBe('first');
  });

  test('restore: a snapshot of another version or app, or with a part missing, changes nothing', async () => {
    await system.write('1', 'kept');
    await local.snapshots.create('spoilt');
    const folder = join(dataFolder, 'snapshots', 'spoilt');
    const spoil = async (file: string, change: (text: string) => string, message: RegExp) => {
      const text = readFileSync(join(folder, file), 'utf8');
      writeFileSync(join(folder, file), change(text));
      const answer = await ask('POST', '/_local/snapshots/spoilt/restore');
      expect(answer.body).toMatchObject({ error: { message: expect.stringMatching(message) } });
      writeFileSync(join(folder, file), text);
    };
    await spoil(
      'state.json',
      (text) => text.replace('"version": 1', '"version": 2'),
      /version 2, this engine reads version 1/,
    );
    await spoil(
      'state.json',
      (text) => text.replace('laptop state', 'desk state'),
      /does not describe a state/,
    );
    await spoil(
      'state.json',
      (text) => text.replace('"s3.sqlite"', '"s4.sqlite"'),
      /nothing here knows data\/s3\.sqlite/,
    );
    await spoil(
      'state.json',
      (text) => text.replace('"files": {', '"files": { "seed.json": 3,'),
      /data\/seed\.json is missing/,
    );
    await spoil(
      'data/app.json',
      (text) => text.replace('Small-Table', 'Other-Table'),
      /another app, .*: this one has no table Other-Table/,
    );
    expect(await system.read('1')).toBe('kept');
    await local.snapshots.restore('spoilt');
  });

  test('pages of another origin: reset nothing, take no snapshot', async () => {
    await system.write('1', 'kept');
    await local.snapshots.create('kept');
    const headers = { origin: 'https://example.com', 'sec-fetch-site': 'cross-site' };
    for (const [method, path] of [
      ['POST', '/_local/reset'],
      ['GET', '/_local/snapshots'],
      ['POST', '/_local/snapshots'],
      ['POST', '/_local/snapshots/kept/restore'],
      ['DELETE', '/_local/snapshots/kept'],
    ] as const) {
      const answer = await fetch(`${local.url}${path}`, {
        method,
        headers,
        ...(method === 'POST' && { body: '{"name": "other"}' }),
      });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect(await system.read('1')).toBe('kept');
    expect(local.snapshots.list()).toMatchObject([{ name: 'kept' }]);
  });
});

test('POST /_local/reset: forgets all, and goes on', async () => {
  await system.write('1', 'gone');
  await system.addPerson('ann@example.com');
  await system.putFile('a.txt', 'gone');
  expect(await ask('POST', '/_local/reset')).toEqual({ status: 204, body: null });
  expect(await system.read('1')).toBeNull();
  expect(await system.people()).toEqual([]);
  expect(await system.mailedTo()).toEqual([]);
  expect(await system.file('a.txt')).toBeNull();
  await system.write('2', 'new');
  await eventually(() => expect(seen('new')).toBe(true));
});
