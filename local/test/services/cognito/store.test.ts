import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
  AdminGetUserCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from 'vitest';

import { createCognito } from '../../../services/cognito/index.ts';
import { openStore } from '../../../services/cognito/store/index.ts';
import { silentLog } from '../../../shared/log.ts';
import { addUser, passwordSignIn, srpSignIn } from './sign-in.ts';
import {
  CLIENT_ID,
  PASSWORD,
  POOL_ID,
  startCognito,
  testClock,
  userPool,
} from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function start(): Promise<CognitoFixture> {
  const cognito = await startCognito();
  cleanUps.push(() => cognito.stop());
  return cognito;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cognito-store-'));
  cleanUps.push(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

describe('data folder', () => {
  it('start: users, passwords, keys and sessions survive a restart', async () => {
    const cognito = await start();
    await addUser(cognito, 'ann@example.com');
    const tokens = await passwordSignIn(cognito, 'ann@example.com');
    const jwks = async () =>
      (await fetch(`${cognito.url}/${POOL_ID}/.well-known/jwks.json`)).text();
    const before = await jwks();
    await cognito.restart();
    expect(await jwks()).toBe(before);
    await expect(srpSignIn(cognito, 'ann@example.com')).resolves.toBeDefined();
    await expect(
      cognito.sdk.send(new GetUserCommand({ AccessToken: tokens.AccessToken })),
    ).resolves.toBeDefined();
    await expect(
      cognito.sdk.send(
        new GetTokensFromRefreshTokenCommand({
          RefreshToken: tokens.RefreshToken,
          ClientId: CLIENT_ID,
        }),
      ),
    ).resolves.toBeDefined();
  });

  it('start: neither passwords nor refresh tokens are on the disk, and keys are the owner’s alone', async () => {
    const cognito = await start();
    await addUser(cognito, 'ann@example.com');
    const tokens = await passwordSignIn(cognito, 'ann@example.com');
    const path = join(cognito.dataFolder, 'cognito');
    const files = readdirSync(path).map((name) => join(path, name));
    const content = files.map((file) => readFileSync(file, 'latin1')).join('\n');
    expect(content).toContain('ann@example.com');
    expect(content).not.toContain(PASSWORD);
    expect(content).not.toContain(tokens.RefreshToken);
    const keys = files.find((file) => file.endsWith('.keys.json')) ?? '';
    expect(statSync(keys).mode & 0o777).toBe(0o600);
  });

  it('start: makes keys of its own for each data folder, readable by the owner alone', async () => {
    const make = async () => {
      const dataFolder = folder();
      const lambda = { invoke: () => Promise.reject(new Error('none')) };
      const options = { dataFolder, baseUrl: '', lambda, clock: testClock(), log: silentLog };
      const cognito = createCognito([userPool()], options);
      await cognito.start();
      await cognito.stop();
      const file = join(dataFolder, 'cognito', `${POOL_ID}.keys.json`);
      return { mode: statSync(file).mode & 0o777, text: readFileSync(file, 'utf8') };
    };
    const [first, second] = [await make(), await make()];
    expect(first.mode).toBe(0o600);
    expect(first.text).not.toBe(second.text);
  });

  it('start: a broken key file is named, with what to do', async () => {
    const cognito = await start();
    writeFileSync(join(cognito.dataFolder, 'cognito', `${POOL_ID}.keys.json`), '{');
    await expect(cognito.restart()).rejects.toMatchObject({
      code: 'ERR_DATA_FOLDER',
      message: expect.stringContaining('--fresh') as string,
    });
  });

  it('openStore: a file of another layout is named, with what to do', () => {
    const file = join(folder(), 'users.sqlite');
    openStore(file, () => Buffer.alloc(0)).close();
    const bytes = readFileSync(file);
    // SQLite keeps user_version at byte 60 of the file.
    bytes.writeUInt32BE(99, 60);
    writeFileSync(file, bytes);
    expect(() => openStore(file, () => Buffer.alloc(0))).toThrow(/layout 99.*--fresh/);
  });

  it('openStore: adds what a file of before devices lacks, and keeps its sessions', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const file = join(folder(), 'users.sqlite');
    openStore(file, () => Buffer.alloc(0)).close();
    const database = new DatabaseSync(file);
    database.exec('DROP TABLE devices; ALTER TABLE sessions DROP COLUMN device_key');
    database.exec(
      `INSERT INTO users (id, pool, sub, username, username_key, status, enabled, created_at, modified_at) VALUES (1, 'p', 's', 'ann', 'ann', 'CONFIRMED', 1, 0, 0);
       INSERT INTO sessions (id, user, client_id, origin_jti, scope, auth_time, expires_at) VALUES ('e', 1, 'c', 'o', '', 0, 1)`,
    );
    database.close();
    const store = openStore(file, () => Buffer.alloc(0));
    cleanUps.unshift(() => {
      store.close();
    });
    const user = store.users.byName('p', 'ann');
    expect(store.sessions.get('e')).toMatchObject({ userId: user?.id, deviceKey: null });
    expect(user === null ? null : store.devices.get(user, 'k')).toBeNull();
  });

  it('reset: forgets users, keeps the template’s groups', async () => {
    const cognito = await start();
    await addUser(cognito, 'ann@example.com');
    await cognito.reset();
    const get = cognito.sdk.send(
      new AdminGetUserCommand({ UserPoolId: POOL_ID, Username: 'ann@example.com' }),
    );
    await expect(get).rejects.toMatchObject({ name: 'UserNotFoundException' });
    const { Groups } = await cognito.sdk.send(new ListGroupsCommand({ UserPoolId: POOL_ID }));
    expect(Groups).toHaveLength(2);
    const { Users } = await cognito.sdk.send(new ListUsersCommand({ UserPoolId: POOL_ID }));
    expect(Users).toEqual([]);
  });

  it('kill -9: what was acknowledged is there afterwards', async () => {
    const path = folder();
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('store-writer.ts', import.meta.url)),
      path,
    ]);
    const acknowledged: string[] = [];
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        if (/Error/.test(chunk.toString())) reject(new Error(chunk.toString()));
      });
      child.on('exit', () => {
        resolve();
      });
      child.stdout.on('data', (chunk: Buffer) => {
        acknowledged.push(
          ...chunk
            .toString()
            .split('\n')
            .filter((line) => line !== ''),
        );
        if (acknowledged.length > 50) child.kill('SIGKILL');
      });
    });
    const store = openStore(join(path, 'users.sqlite'), () => Buffer.alloc(0));
    cleanUps.unshift(() => {
      store.close();
    });
    expect(acknowledged.length).toBeGreaterThan(50);
    for (const name of acknowledged) {
      expect(store.users.byName(POOL_ID, name)?.attributes.get('email')).toBe(
        `${name}@example.com`,
      );
    }
  });
});

describe('cost', () => {
  it('every look-up of the store uses an index', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const file = join(folder(), 'users.sqlite');
    openStore(file, () => Buffer.alloc(0)).close();
    const database = new DatabaseSync(file);
    cleanUps.unshift(() => {
      database.close();
    });
    const source = ['users', 'user-search', 'groups', 'sessions', 'codes', 'devices', 'passkeys']
      .map((name) => new URL(`../../../services/cognito/store/${name}.ts`, import.meta.url))
      .map((url) => readFileSync(url, 'utf8'))
      .join('\n');
    const statements = [...source.matchAll(/['`]((?:SELECT|UPDATE|DELETE)\s[^'`]*)['`]/g)].map(
      ([, sql = '']) => sql,
    );
    const whole = statements.filter((sql) => !sql.includes('${'));
    expect(whole.length).toBeGreaterThan(20);
    for (const sql of whole) {
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
      const scans = plan
        .map((row) => String(row['detail']))
        .filter((detail) => detail.startsWith('SCAN'));
      expect(scans, sql).toEqual([]);
    }
  });
});
