import { readFileSync } from 'node:fs';
import { AwsError } from '../../aws/index.ts';
import type { DatabaseCluster } from '../../assembly/model.ts';
import { databaseError, requireSuccess } from './database-error.ts';
import type { Step } from './postgres/messages.ts';
import type { Postgres } from './postgres/postgres.ts';
import { OWNER, quotedName, quotedText } from './sql-text.ts';

/** What makes a cluster of an empty Postgres: its master user, and its database. */
export function beginning({
  masterUsername,
  masterUserPassword,
  databaseName,
}: DatabaseCluster): readonly Step[] {
  const password = masterUserPassword === null ? '' : ` PASSWORD ${quotedText(masterUserPassword)}`;
  const statements = [
    'CREATE ROLE rds_superuser',
    masterUsername !== OWNER &&
      `CREATE ROLE ${quotedName(masterUsername)} SUPERUSER CREATEDB CREATEROLE LOGIN${password} IN ROLE rds_superuser`,
    databaseName !== null &&
      databaseName !== OWNER &&
      `CREATE DATABASE ${quotedName(databaseName)} OWNER ${quotedName(masterUsername)}`,
  ];
  return statements.filter((sql) => sql !== false).map((sql) => ({ sql }));
}

/**
 * Runs the app's own SQL as the master user.
 * @throws AwsError DatabaseErrorException that names file and line
 */
export async function runSchema(
  postgres: Postgres,
  { masterUsername }: DatabaseCluster,
  files: readonly string[],
): Promise<void> {
  requireSuccess(
    await postgres.run([{ sql: `SET SESSION AUTHORIZATION ${quotedName(masterUsername)}` }]),
  );
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const [outcome] = await postgres.run([{ sql: text, isScript: true }]);
    if (!outcome?.error) continue;
    const { position } = outcome.error;
    const line = position === null ? '' : `:${text.slice(0, Number(position)).split('\n').length}`;
    throw new AwsError(
      'DatabaseErrorException',
      `${file}${line} ${databaseError(outcome.error).message}`,
    );
  }
}
