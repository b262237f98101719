import type { UserPoolGroup } from '../../../assembly/model.ts';
import type { Database, Row } from './database.ts';
import type { User } from './users.ts';

/** A group of a pool. Times in milliseconds. */
export interface Group {
  readonly poolId: string;
  readonly name: string;
  readonly description: string | null;
  readonly precedence: number | null;
  readonly roleArn: string | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The groups and who is in them. */
export interface Groups {
  get(poolId: string, name: string): Group | null;
  put(group: Group): void;
  remove(poolId: string, name: string): void;
  /** In the order of names, after a name. */
  page(poolId: string, limit: number, after: string): readonly Group[];
  /** The user's groups, by precedence, then by name. */
  of(user: User): readonly Group[];
  add(user: User, name: string): void;
  drop(user: User, name: string): void;
  /** Makes the template's groups be there and those it no longer has be gone. */
  followTemplate(poolId: string, groups: readonly UserPoolGroup[], now: number): void;
}

/** The group tables of one database. */
export function createGroups(database: Database): Groups {
  const remove = (poolId: string, name: string) => {
    database.run('DELETE FROM groups WHERE pool = ? AND name = ?', poolId, name);
  };
  return {
    get(poolId, name) {
      const row = database.get('SELECT * FROM groups WHERE pool = ? AND name = ?', poolId, name);
      return row === null ? null : readGroup(row);
    },
    put: (group) => {
      put(database, group, false);
    },
    remove,
    page: (poolId, limit, after) =>
      database
        .all(
          'SELECT * FROM groups WHERE pool = ? AND name > ? ORDER BY name LIMIT ?',
          poolId,
          after,
          limit,
        )
        .map(readGroup),
    of: (user) => groupsOf(database, user),
    add: (user, name) => {
      database.run(
        'INSERT OR IGNORE INTO memberships (pool, name, user) VALUES (?, ?, ?)',
        user.poolId,
        name,
        user.id,
      );
    },
    drop: (user, name) => {
      database.run(
        'DELETE FROM memberships WHERE pool = ? AND name = ? AND user = ?',
        user.poolId,
        name,
        user.id,
      );
    },
    followTemplate(poolId, groups, now) {
      database.transaction(() => {
        const wanted = new Set(groups.map((group) => group.groupName));
        const sql = 'SELECT name FROM groups WHERE pool = ? AND from_template = 1';
        const names = database.all(sql, poolId).map((row) => String(row['name']));
        for (const name of names) if (!wanted.has(name)) remove(poolId, name);
        for (const { groupName, ...group } of groups) {
          put(
            database,
            { ...group, poolId, name: groupName, createdAt: now, modifiedAt: now },
            true,
          );
        }
      });
    },
  };
}

/** Those of a user, the one that counts most first. */
function groupsOf(database: Database, user: User): readonly Group[] {
  return database
    .all(
      `SELECT groups.* FROM memberships JOIN groups ON groups.pool = memberships.pool AND groups.name = memberships.name
       WHERE memberships.user = ? ORDER BY precedence IS NULL, precedence, groups.name`,
      user.id,
    )
    .map(readGroup);
}

function put(database: Database, group: Group, fromTemplate: boolean): void {
  database.run(
    `INSERT INTO groups (pool, name, description, precedence, role_arn, from_template, created_at, modified_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (pool, name) DO UPDATE SET description = excluded.description,
         precedence = excluded.precedence, role_arn = excluded.role_arn, modified_at = excluded.modified_at`,
    group.poolId,
    group.name,
    group.description,
    group.precedence,
    group.roleArn,
    fromTemplate ? 1 : 0,
    group.createdAt,
    group.modifiedAt,
  );
}

function readGroup(row: Row): Group {
  const { description, precedence, role_arn: roleArn } = row;
  return {
    poolId: String(row['pool']),
    name: String(row['name']),
    description: typeof description === 'string' ? description : null,
    precedence: typeof precedence === 'number' ? precedence : null,
    roleArn: typeof roleArn === 'string' ? roleArn : null,
    createdAt: Number(row['created_at']),
    modifiedAt: Number(row['modified_at']),
  };
}
