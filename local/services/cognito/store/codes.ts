import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

import type { Database } from './database.ts';
import type { User } from './users.ts';

/** What a code proves: the sign-up, a new password, control of an e-mail address or phone, or who signs in. */
export type CodePurpose = 'sign-up' | 'password' | `attribute:${string}` | `sign-in:${string}`;

/** How a check of a code ended. */
export type CodeCheck =
  | { readonly result: 'ok'; readonly value: string | null }
  | { readonly result: 'mismatch' | 'expired' | 'too-many' };

/** A code that was not used yet. */
export interface WaitingCode {
  readonly purpose: CodePurpose;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Wrong ones that were tried. */
  readonly attempts: number;
}

/** Six-digit codes, one a user and purpose, of which only keyed digests are kept. */
export interface Codes {
  /**
   * Makes a new code; the one before is void.
   * @param lifetime milliseconds
   * @param value what the code is about, such as the address it went to
   * @param digits @default 6
   */
  issue(
    user: User,
    purpose: CodePurpose,
    lifetime: number,
    now: number,
    value?: string,
    digits?: number,
  ): string;
  /** Uses the code up when it matches. */
  check(user: User, purpose: CodePurpose, code: string, now: number): CodeCheck;
  peek(user: User, purpose: CodePurpose): { readonly value: string | null } | null;
  drop(user: User, purpose: CodePurpose): void;
  of(user: User): readonly WaitingCode[];
}

const MAX_ATTEMPTS = 5;

/** The code table of one database. */
export function createCodes(database: Database, secretOf: (poolId: string) => Buffer): Codes {
  const digest = (user: User, purpose: string, code: string) =>
    createHmac('sha256', secretOf(user.poolId))
      .update(`${String(user.id)}|${purpose}|${code}`)
      .digest('base64url');
  const find = (user: User, purpose: string) =>
    database.get('SELECT * FROM codes WHERE user = ? AND purpose = ?', user.id, purpose);
  const drop = (user: User, purpose: string) => {
    database.run('DELETE FROM codes WHERE user = ? AND purpose = ?', user.id, purpose);
  };
  return {
    drop,
    of: (user) =>
      database.all('SELECT * FROM codes WHERE user = ? ORDER BY purpose', user.id).map((row) => ({
        purpose: String(row['purpose']) as CodePurpose,
        expiresAt: Number(row['expires_at']),
        attempts: Number(row['attempts']),
      })),
    issue(user, purpose, lifetime, now, value, digits = 6) {
      const code = String(randomInt(10 ** digits)).padStart(digits, '0');
      database.run(
        'INSERT OR REPLACE INTO codes (user, purpose, digest, value, expires_at, attempts) VALUES (?, ?, ?, ?, ?, 0)',
        user.id,
        purpose,
        digest(user, purpose, code),
        value ?? null,
        now + lifetime,
      );
      return code;
    },
    check(user, purpose, code, now) {
      const row = find(user, purpose);
      if (row === null || Number(row['expires_at']) <= now) return { result: 'expired' };
      if (Number(row['attempts']) >= MAX_ATTEMPTS) return { result: 'too-many' };
      if (!same(String(row['digest']), digest(user, purpose, code))) {
        const sql = 'UPDATE codes SET attempts = attempts + 1 WHERE user = ? AND purpose = ?';
        database.run(sql, user.id, purpose);
        return { result: 'mismatch' };
      }
      drop(user, purpose);
      const value = row['value'];
      return { result: 'ok', value: typeof value === 'string' ? value : null };
    },
    peek(user, purpose) {
      const value = find(user, purpose)?.['value'];
      return value === undefined ? null : { value: typeof value === 'string' ? value : null };
    },
  };
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
