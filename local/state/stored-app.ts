import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../assembly/model.ts';
import { isObject } from '../shared/is-object.ts';
import { damaged } from '../shared/sqlite-file.ts';

/** What of an app holds data, by the names that the data has it under: `app.json` of a data folder. */
export interface StoredApp {
  readonly tables: readonly string[];
  readonly userPools: readonly string[];
  readonly queues: readonly string[];
  readonly buckets: readonly string[];
  readonly databaseClusters: readonly string[];
  /** Folder of an import, until a start has seen that the app is the right one. */
  readonly importedFrom?: string;
}

const KINDS = {
  tables: 'table',
  userPools: 'user pool',
  queues: 'queue',
  buckets: 'bucket',
  databaseClusters: 'DB cluster',
} as const;
const kinds = Object.entries(KINDS) as readonly (readonly [keyof typeof KINDS, string])[];

/** Of the app that runs. */
export const storedAppOf = ({
  tables,
  userPools,
  queues,
  buckets,
  databaseClusters,
}: App): StoredApp => ({
  tables: tables.map(({ tableName }) => tableName),
  userPools: userPools.map(({ userPoolId }) => userPoolId),
  queues: queues.map(({ queueName }) => queueName),
  buckets: buckets.map(({ bucketName }) => bucketName),
  databaseClusters: databaseClusters.map(({ clusterIdentifier }) => clusterIdentifier),
});

/** Reads it from a data folder; null when no engine ran there yet. */
export function readStoredApp(data: string): StoredApp | null {
  const file = join(data, 'app.json');
  if (!existsSync(file)) return null;
  const found = parsed(readFileSync(file, 'utf8'));
  // Engines before had none.
  const app = isObject(found) ? { databaseClusters: [], ...found } : null;
  if (
    app &&
    kinds.every(([key]) => Array.isArray((app as Readonly<Record<string, unknown>>)[key]))
  ) {
    return app as unknown as StoredApp;
  }
  throw damaged(file, 'it does not hold what the app stores');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the state has and the app has not, each as `table Notes-Table`. */
export function withoutPlace(state: StoredApp, app: StoredApp): readonly string[] {
  return kinds.flatMap(([key, kind]) =>
    state[key].filter((name) => !app[key].includes(name)).map((name) => `${kind} ${name}`),
  );
}
