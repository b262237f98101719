import type { Cell, Database, Row } from './database.ts';

/** A ListUsers filter, read. */
export interface UserFilter {
  readonly attribute: string;
  readonly operator: '=' | '^=';
  readonly value: string;
}

interface Page {
  readonly rows: readonly Row[];
  /** Key of the last row, if there is more. */
  readonly next: readonly Cell[] | null;
}

/** Columns of `users` that a filter may name. */
const columns: Readonly<Record<string, string>> = {
  username: 'username',
  sub: 'sub',
  'cognito:user_status': 'status',
  status: 'enabled',
};

/** One page in the order of an index, after the key of the page before. */
export function findPage(
  database: Database,
  poolId: string,
  filter: UserFilter | null,
  limit: number,
  after: readonly Cell[] | null,
): Page {
  const search = filter === null ? everyone(poolId) : matching(poolId, filter);
  const condition =
    after === null
      ? ''
      : ` AND (${search.key.join(', ')}) > (${search.key.map(() => '?').join(', ')})`;
  const rows = database.all(
    `SELECT users.*${search.extra} FROM ${search.from} WHERE ${search.where}${condition} ORDER BY ${search.key.join(', ')} LIMIT ?`,
    ...search.values,
    ...(after ?? []),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last !== undefined ? search.keyOf(last) : null;
  return { rows: page, next };
}

interface Search {
  readonly from: string;
  readonly extra: string;
  readonly where: string;
  readonly values: readonly Cell[];
  readonly key: readonly string[];
  keyOf(row: Row): readonly Cell[];
}

const byId = (row: Row): readonly Cell[] => [Number(row['id'])];

function everyone(poolId: string): Search {
  return {
    from: 'users',
    extra: '',
    where: 'users.pool = ?',
    values: [poolId],
    key: ['users.id'],
    keyOf: byId,
  };
}

function matching(poolId: string, filter: UserFilter): Search {
  const column = columns[filter.attribute];
  if (column === undefined) return byAttribute(poolId, filter);
  const value = column === 'enabled' ? enabledCell(filter.value) : filter.value;
  if (filter.operator === '=' || typeof value === 'number') {
    return {
      from: 'users',
      extra: '',
      where: `users.pool = ? AND users.${column} = ?`,
      values: [poolId, value],
      key: ['users.id'],
      keyOf: byId,
    };
  }
  return {
    from: 'users',
    extra: '',
    where: `users.pool = ? AND ${prefixOf(`users.${column}`)}`,
    values: [poolId, value, endOf(value)],
    key: [`users.${column}`, 'users.id'],
    keyOf: (row) => [String(row[column]), Number(row['id'])],
  };
}

function byAttribute(poolId: string, filter: UserFilter): Search {
  const from = 'attributes JOIN users ON users.id = attributes.user';
  const where = 'attributes.pool = ? AND attributes.name = ? AND';
  if (filter.operator === '=') {
    return {
      from,
      extra: '',
      where: `${where} attributes.value = ?`,
      values: [poolId, filter.attribute, filter.value],
      key: ['attributes.user'],
      keyOf: byId,
    };
  }
  return {
    from,
    extra: ', attributes.value AS found',
    where: `${where} ${prefixOf('attributes.value')}`,
    values: [poolId, filter.attribute, filter.value, endOf(filter.value)],
    key: ['attributes.value', 'attributes.user'],
    keyOf: (row) => [String(row['found']), Number(row['id'])],
  };
}

function prefixOf(column: string): string {
  return `${column} >= ? AND ${column} < ?`;
}

// No text sorts after U+10FFFF, so this bounds everything that starts with `prefix`.
function endOf(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}

function enabledCell(value: string): number {
  return value === 'Enabled' ? 1 : value === 'Disabled' ? 0 : -1;
}
