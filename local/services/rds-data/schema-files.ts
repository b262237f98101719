import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatabaseCluster } from '../../assembly/model.ts';
import { LocalError } from '../../shared/errors.ts';

/** `local.databases` of package.json: files with SQL, by the logical id or the identifier of their cluster. */
export type Databases = Readonly<Record<string, readonly string[]>>;

/** The files that a cluster begins with, in full. */
export function schemaFilesOf(
  { logicalId, clusterIdentifier }: DatabaseCluster,
  databases: Databases,
  folder: string,
): readonly string[] {
  const files = databases[logicalId] ?? databases[clusterIdentifier] ?? [];
  return files.map((file) => resolve(folder, file));
}

/**
 * Makes sure at the start that the first statement will find them.
 * @throws LocalError ERR_SYNTH
 */
export function requireSchemaFiles(
  clusters: readonly DatabaseCluster[],
  databases: Databases,
  folder: string,
): void {
  const names = clusters.map(({ clusterIdentifier }) => clusterIdentifier);
  const known = new Set([...names, ...clusters.map(({ logicalId }) => logicalId)]);
  for (const [name, files] of Object.entries(databases)) {
    if (!known.has(name)) {
      throw new LocalError(
        'ERR_SYNTH',
        `local.databases of package.json names ${name}, which is no DB cluster of the app. There is: ${names.join(', ')}.`,
      );
    }
    const missing = files.find((file) => !existsSync(resolve(folder, file)));
    if (missing === undefined) continue;
    throw new LocalError(
      'ERR_SYNTH',
      `local.databases of package.json: ${name} begins with ${missing}, which is not in ${folder}.`,
    );
  }
}
