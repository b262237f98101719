import type { Pool } from '../pool/pool.ts';

/** The user name, and whether the phone number is a second factor. */
export const USERNAME_COLUMN = 'cognito:username';
const MFA_COLUMN = 'cognito:mfa_enabled';
/** Of a job with a hashing algorithm. */
export const HASH_COLUMN = 'cognito:password_hash';

/**
 * The columns of a pool's import, which GetCSVHeader tells.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool.html
 */
export function csvHeader(pool: Pool): readonly string[] {
  const names = [...pool.schema.keys()].filter((name) => !name.startsWith('dev:'));
  return [...names, MFA_COLUMN, USERNAME_COLUMN];
}
