import type { AliasKind } from '../pool/pool.ts';
import type { SrpVerifier } from '../credentials/srp.ts';
import type { Cell, Database, Row } from './database.ts';
import { findPage } from './user-search.ts';
import type { UserFilter } from './user-search.ts';

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html */
export type UserStatus =
  | 'UNCONFIRMED'
  | 'CONFIRMED'
  | 'RESET_REQUIRED'
  | 'FORCE_CHANGE_PASSWORD'
  | 'EXTERNAL_PROVIDER';

/** What may be asked for after the password. */
export type SecondFactor = 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA' | 'EMAIL_OTP';

/** Second factors of a user. */
export interface MfaSettings {
  /** Base32, waits for its first code. */
  readonly pendingTotpSecret?: string;
  /** Base32. */
  readonly totpSecret?: string;
  readonly totpVerified?: boolean;
  /** The step of the last code that was taken; codes up to it are used up. */
  readonly usedTotpStep?: number;
  readonly totpEnabled?: boolean;
  readonly deviceName?: string;
  readonly emailEnabled?: boolean;
  readonly smsEnabled?: boolean;
  /** Whether a passkey counts as both factors. */
  readonly passkeyEnabled?: boolean;
  /** True: the authenticator app; written before there were other factors. */
  readonly preferred?: boolean | SecondFactor;
}

/** A user of a pool. Times in milliseconds. */
export interface User {
  /** Key of the row, never shown. */
  readonly id: number;
  readonly poolId: string;
  readonly sub: string;
  readonly username: string;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly password: SrpVerifier | null;
  /** When the temporary password ends. */
  readonly temporaryUntil: number | null;
  readonly mfa: MfaSettings;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** Without `sub`. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** What the caller of `insert` decides. */
export type NewUser = Omit<User, 'id' | 'modifiedAt' | 'mfa'> & { readonly usernameKey: string };

/** What may change in a user's row. */
export type UserChanges = Partial<
  Pick<User, 'status' | 'enabled' | 'password' | 'temporaryUntil' | 'mfa'>
>;

/** The users' table. */
export interface Users {
  insert(user: NewUser): User;
  byId(id: number): User | null;
  byName(poolId: string, usernameKey: string): User | null;
  bySub(poolId: string, sub: string): User | null;
  byAlias(poolId: string, kind: AliasKind, value: string): User | null;
  update(user: User, changes: UserChanges, now: number): User;
  setAttributes(user: User, changes: ReadonlyMap<string, string | null>, now: number): User;
  /** Gives the alias to the user, from whoever had it. */
  setAlias(user: User, kind: AliasKind, value: string): void;
  removeAlias(user: User, kind: AliasKind): void;
  remove(user: User): void;
  page(
    poolId: string,
    filter: UserFilter | null,
    limit: number,
    after: readonly Cell[] | null,
  ): {
    users: readonly User[];
    next: readonly Cell[] | null;
  };
  ofGroup(poolId: string, group: string, limit: number, after: number): readonly User[];
  count(poolId: string): number;
}

/** The users' table of one database. */
export function createUsers(database: Database): Users {
  const load = (row: Row | null) => (row === null ? null : readUser(database, row));
  const byId = (id: number) => load(database.get('SELECT * FROM users WHERE id = ?', id));
  const reload = (user: User): User => byId(user.id) ?? user;
  const touch = (user: User, now: number) =>
    database.run('UPDATE users SET modified_at = ? WHERE id = ?', now, user.id);
  return {
    byId,
    insert: (user) => database.transaction(() => reload(insertUser(database, user))),
    byName: (poolId, key) =>
      load(database.get('SELECT * FROM users WHERE pool = ? AND username_key = ?', poolId, key)),
    bySub: (poolId, sub) =>
      load(database.get('SELECT * FROM users WHERE pool = ? AND sub = ?', poolId, sub)),
    byAlias: (poolId, kind, value) => load(rowByAlias(database, poolId, kind, value)),
    update(user, changes, now) {
      writeRow(database, { ...user, ...changes }, now);
      return reload(user);
    },
    setAttributes: (user, changes, now) =>
      database.transaction(() => {
        writeAttributes(database, user, changes);
        touch(user, now);
        return reload(user);
      }),
    setAlias: (user, kind, value) => {
      writeAlias(database, user, kind, value);
    },
    removeAlias: (user, kind) => {
      database.run('DELETE FROM aliases WHERE user = ? AND kind = ?', user.id, kind);
    },
    remove: (user) => {
      database.run('DELETE FROM users WHERE id = ?', user.id);
    },
    page(poolId, filter, limit, after) {
      const page = findPage(database, poolId, filter, limit, after);
      return { users: page.rows.map((row) => readUser(database, row)), next: page.next };
    },
    ofGroup: (poolId, group, limit, after) =>
      database
        .all(
          'SELECT users.* FROM memberships JOIN users ON users.id = memberships.user WHERE memberships.pool = ? AND name = ? AND user > ? ORDER BY user LIMIT ?',
          poolId,
          group,
          after,
          limit,
        )
        .map((row) => readUser(database, row)),
    count: (poolId) =>
      Number(database.get('SELECT COUNT(*) AS n FROM users WHERE pool = ?', poolId)?.['n']),
  };
}

function rowByAlias(
  database: Database,
  ...[poolId, kind, value]: Parameters<Users['byAlias']>
): Row | null {
  return database.get(
    'SELECT users.* FROM aliases JOIN users ON users.id = aliases.user WHERE aliases.pool = ? AND kind = ? AND value = ?',
    poolId,
    kind,
    value,
  );
}

function writeAlias(
  database: Database,
  ...[user, kind, value]: Parameters<Users['setAlias']>
): void {
  database.run('DELETE FROM aliases WHERE user = ? AND kind = ?', user.id, kind);
  database.run(
    'INSERT OR REPLACE INTO aliases (pool, kind, value, user) VALUES (?, ?, ?, ?)',
    user.poolId,
    kind,
    value,
    user.id,
  );
}

function insertUser(database: Database, user: NewUser): User {
  const row = database.get(
    'INSERT INTO users (pool, sub, username, username_key, status, enabled, salt, verifier, temporary_until, created_at, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id',
    user.poolId,
    user.sub,
    user.username,
    user.usernameKey,
    user.status,
    user.enabled ? 1 : 0,
    user.password?.salt ?? null,
    user.password?.verifier ?? null,
    user.temporaryUntil,
    user.createdAt,
    user.createdAt,
  );
  const stored = { ...user, id: Number(row?.['id']), modifiedAt: user.createdAt, mfa: {} };
  writeAttributes(database, stored, user.attributes);
  return stored;
}

function writeRow(database: Database, user: User, now: number): void {
  database.run(
    'UPDATE users SET status = ?, enabled = ?, salt = ?, verifier = ?, temporary_until = ?, mfa = ?, modified_at = ? WHERE id = ?',
    user.status,
    user.enabled ? 1 : 0,
    user.password?.salt ?? null,
    user.password?.verifier ?? null,
    user.temporaryUntil,
    JSON.stringify(user.mfa),
    now,
    user.id,
  );
}

function writeAttributes(
  database: Database,
  user: User,
  changes: ReadonlyMap<string, string | null>,
): void {
  for (const [name, value] of changes) {
    if (value === null) {
      database.run('DELETE FROM attributes WHERE user = ? AND name = ?', user.id, name);
    } else {
      database.run(
        'INSERT OR REPLACE INTO attributes (user, name, value, pool) VALUES (?, ?, ?, ?)',
        user.id,
        name,
        value,
        user.poolId,
      );
    }
  }
}

function readUser(database: Database, row: Row): User {
  const id = Number(row['id']);
  const salt = row['salt'];
  const verifier = row['verifier'];
  const temporaryUntil = row['temporary_until'];
  return {
    id,
    poolId: String(row['pool']),
    sub: String(row['sub']),
    username: String(row['username']),
    status: String(row['status']) as UserStatus,
    enabled: row['enabled'] === 1,
    password: typeof salt === 'string' && typeof verifier === 'string' ? { salt, verifier } : null,
    temporaryUntil: typeof temporaryUntil === 'number' ? temporaryUntil : null,
    mfa: JSON.parse(String(row['mfa'])) as MfaSettings,
    createdAt: Number(row['created_at']),
    modifiedAt: Number(row['modified_at']),
    attributes: new Map(
      database
        .all('SELECT name, value FROM attributes WHERE user = ? ORDER BY name', id)
        .map((attribute) => [String(attribute['name']), String(attribute['value'])]),
    ),
  };
}
