import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

import { LocalError } from '../../../shared/errors.ts';
import { fileError, requireSoundDatabase } from '../../../shared/sqlite-file.ts';

/** One value of a row. */
export type Cell = SQLInputValue;
/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** A thin face of node:sqlite that prepares each statement once. */
export interface Database {
  get(sql: string, ...values: Cell[]): Row | null;
  all(sql: string, ...values: Cell[]): readonly Row[];
  /** Returns how many rows changed. */
  run(sql: string, ...values: Cell[]): number;
  /** Runs `work` and commits it whole, or not at all. `work` must not wait for anything. */
  transaction<T>(work: () => T): T;
  close(): void;
}

const VERSION = 1;

// Every look-up the actions make has its index, so cost does not grow with the number of users.
const SCHEMA = `
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pool TEXT NOT NULL,
  sub TEXT NOT NULL,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL,
  status TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  salt TEXT,
  verifier TEXT,
  temporary_until INTEGER,
  mfa TEXT NOT NULL DEFAULT '{}',
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_by_name ON users (pool, username_key);
CREATE UNIQUE INDEX users_by_sub ON users (pool, sub);
CREATE INDEX users_by_username ON users (pool, username, id);
CREATE INDEX users_by_id ON users (pool, id);
CREATE INDEX users_by_status ON users (pool, status, id);
CREATE INDEX users_by_enabled ON users (pool, enabled, id);

CREATE TABLE attributes (
  user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  pool TEXT NOT NULL,
  PRIMARY KEY (user, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX attributes_by_value ON attributes (pool, name, value, user);

CREATE TABLE aliases (
  pool TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (pool, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_user ON aliases (user);

CREATE TABLE groups (
  pool TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  precedence INTEGER,
  role_arn TEXT,
  from_template INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  PRIMARY KEY (pool, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE memberships (
  pool TEXT NOT NULL,
  name TEXT NOT NULL,
  user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (pool, name, user),
  FOREIGN KEY (pool, name) REFERENCES groups (pool, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_user ON memberships (user, name);

CREATE TABLE codes (
  user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,
  digest TEXT NOT NULL,
  value TEXT,
  expires_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (user, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL,
  origin_jti TEXT NOT NULL,
  scope TEXT NOT NULL,
  auth_time INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE refresh_tokens (
  digest TEXT PRIMARY KEY,
  session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  usable_until INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session);
`;

// Made where they are missing, so that files of before them open.
const ADDED = `
CREATE TABLE IF NOT EXISTS passkeys (
  user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  attachment TEXT,
  relying_party TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS former_passwords (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  salt TEXT NOT NULL,
  verifier TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS former_passwords_by_user ON former_passwords (user, id);

CREATE TABLE IF NOT EXISTS imported_passwords (
  user INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  algorithm TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS session_uses (
  session TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
  public_id TEXT NOT NULL UNIQUE,
  last_active INTEGER NOT NULL,
  device TEXT NOT NULL,
  ip TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS devices (
  user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  group_key TEXT NOT NULL,
  salt TEXT NOT NULL,
  verifier TEXT NOT NULL,
  name TEXT,
  remembered INTEGER NOT NULL,
  ip TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  authenticated_at INTEGER NOT NULL,
  PRIMARY KEY (user, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS pool_settings (
  pool TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (pool, name)
) STRICT, WITHOUT ROWID;
`;

/**
 * Opens the file, creating it at first.
 * @throws LocalError ERR_DATA_FOLDER when the file is of another version of the engine
 */
export function openDatabase(file: string): Database {
  requireSoundDatabase(file);
  const database = new DatabaseSync(file);
  // FULL: an acknowledged change is on the disk before its answer is.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
  );
  prepareSchema(database, file);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const named = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw fileError(file, error);
    }
  };
  let depth = 0;
  return {
    get: (sql, ...values) => named(() => prepare(sql).get(...values) ?? null),
    all: (sql, ...values) => named(() => prepare(sql).all(...values)),
    run: (sql, ...values) => named(() => Number(prepare(sql).run(...values).changes)),
    transaction(work) {
      if (depth > 0) return work();
      database.exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = work();
        named(() => database.exec('COMMIT'));
        return result;
      } catch (error) {
        // A full disk has rolled it back already.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close() {
      database.close();
    },
  };
}

/** For files of before it. */
function addColumn(database: DatabaseSync, table: string, name: string, type: string): void {
  const known = database.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?');
  if (known.get(table, name) !== undefined) return;
  database.exec(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}`);
}

function prepareSchema(database: DatabaseSync, file: string): void {
  const found = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (found !== VERSION && found !== 0) {
    database.close();
    throw new LocalError(
      'ERR_DATA_FOLDER',
      `${file} was written by another version of this engine (layout ${String(found)}, this one reads ${String(VERSION)}). Start with --fresh, or remove the file.`,
    );
  }
  // In one: each statement by itself would wait for the disk.
  database.exec('BEGIN');
  if (found === 0) database.exec(`${SCHEMA} PRAGMA user_version = ${String(VERSION)};`);
  database.exec(ADDED);
  addColumn(database, 'sessions', 'amr', "TEXT NOT NULL DEFAULT ''");
  addColumn(database, 'sessions', 'device_key', 'TEXT');
  database.exec('COMMIT');
}
