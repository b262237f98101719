import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

const SECRET = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/;

/**
 * Whether a password is the one that Postgres keeps of a role.
 * https://www.rfc-editor.org/rfc/rfc5802#section-3
 * @param kept rolpassword of pg_authid
 */
export function isPassword(password: string, kept: string): boolean {
  const [, iterations, salt = '', storedKey = ''] = SECRET.exec(kept) ?? [];
  if (iterations === undefined) return false;
  const salted = pbkdf2Sync(
    password.normalize('NFKC'),
    Buffer.from(salt, 'base64'),
    Number(iterations),
    32,
    'sha256',
  );
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const stored = Buffer.from(storedKey, 'base64');
  const computed = createHash('sha256').update(clientKey).digest();
  return stored.length === computed.length && timingSafeEqual(stored, computed);
}
