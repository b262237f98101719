import type { SrpVerifier } from '../credentials/srp.ts';
import type { Database } from './database.ts';
import type { User } from './users.ts';

/** Passwords that users had before, as far back as pools ask for. */
export interface FormerPasswords {
  /** Newest first. */
  of(user: User): readonly SrpVerifier[];
  /** Adds one and keeps the newest `most`. */
  add(user: User, password: SrpVerifier, most: number): void;
}

/** The table of one database. */
export function createFormerPasswords(database: Database): FormerPasswords {
  return {
    of: (user) =>
      database
        .all('SELECT salt, verifier FROM former_passwords WHERE user = ? ORDER BY id DESC', user.id)
        .map(({ salt, verifier }) => ({ salt: String(salt), verifier: String(verifier) })),
    add(user, { salt, verifier }, most) {
      const insert = 'INSERT INTO former_passwords (user, salt, verifier) VALUES (?, ?, ?)';
      database.run(insert, user.id, salt, verifier);
      database.run(
        'DELETE FROM former_passwords WHERE user = ? AND id NOT IN (SELECT id FROM former_passwords WHERE user = ? ORDER BY id DESC LIMIT ?)',
        user.id,
        user.id,
        most,
      );
    },
  };
}
