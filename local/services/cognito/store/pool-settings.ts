import type { Database } from './database.ts';

/** What calls of the API have set for a pool, beside its template. */
export interface PoolSettings {
  /** The JSON that was put last, or null. */
  get(poolId: string, name: string): unknown;
  put(poolId: string, name: string, value: unknown): void;
  remove(poolId: string, name: string): void;
}

/** The table of one database. */
export function createPoolSettings(database: Database): PoolSettings {
  return {
    get(poolId, name) {
      const sql = 'SELECT value FROM pool_settings WHERE pool = ? AND name = ?';
      const row = database.get(sql, poolId, name);
      return row === null ? null : (JSON.parse(String(row['value'])) as unknown);
    },
    put(poolId, name, value) {
      const sql = 'INSERT OR REPLACE INTO pool_settings (pool, name, value) VALUES (?, ?, ?)';
      database.run(sql, poolId, name, JSON.stringify(value));
    },
    remove(poolId, name) {
      database.run('DELETE FROM pool_settings WHERE pool = ? AND name = ?', poolId, name);
    },
  };
}

interface Holder {
  readonly poolSettings: PoolSettings;
}

/** A setting that is a list; null: never put. What is in it says whoever makes it. */
export const poolList = <Item>(name: string) => ({
  get: ({ poolSettings }: Holder, poolId: string): readonly Item[] | null =>
    poolSettings.get(poolId, name) as readonly Item[] | null,
  put: ({ poolSettings }: Holder, poolId: string, items: readonly Item[]): void =>
    poolSettings.put(poolId, name, items),
});
