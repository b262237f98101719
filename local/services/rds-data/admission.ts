import type { DatabaseCluster } from '../../assembly/model.ts';
import type { AwsError } from '../../aws/index.ts';
import type { Session } from './connection.ts';
import { databaseError, requireSuccess } from './database-error.ts';
import type { Postgres } from './postgres/postgres.ts';
import { isPassword } from './scram.ts';
import { OWNER, quotedText } from './sql-text.ts';

/** @throws AwsError DatabaseErrorException */
export async function requireDatabase(postgres: Postgres, database: string): Promise<void> {
  const sql = `SELECT 1 FROM pg_database WHERE datallowconn AND datname = ${quotedText(database)}`;
  const [found] = requireSuccess(await postgres.run([{ sql }]));
  if (found?.rows.length === 1) return;
  throw fatal('3D000', `database "${database}" does not exist`);
}

/** @throws AwsError DatabaseErrorException */
export async function requireUser(
  postgres: Postgres,
  { user, password }: Session,
  { masterUsername, masterUserPassword }: DatabaseCluster,
): Promise<void> {
  if (user === masterUsername) {
    if (masterUserPassword === null || password === masterUserPassword) return;
  } else if (user !== OWNER) {
    const sql = `SELECT rolpassword FROM pg_authid WHERE rolcanlogin AND rolname = ${quotedText(user)}`;
    const [found] = requireSuccess(await postgres.run([{ sql }]));
    if (isPassword(password, found?.rows[0]?.[0] ?? '')) return;
  }
  throw fatal('28P01', `password authentication failed for user "${user}"`);
}

const fatal = (code: string, message: string): AwsError =>
  databaseError({ severity: 'FATAL', code, message, detail: null, hint: null, position: null });
