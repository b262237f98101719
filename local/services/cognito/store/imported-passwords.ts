import type { HashingAlgorithm, PasswordHash } from '../credentials/password-hashes.ts';
import type { Database } from './database.ts';
import type { User } from './users.ts';

/** Passwords that an import job brought along, until they are used. */
export interface ImportedPasswords {
  of(user: User): PasswordHash | null;
  put(user: User, password: PasswordHash): void;
  remove(user: User): void;
}

/** The table of one database. */
export function createImportedPasswords(database: Database): ImportedPasswords {
  return {
    of(user) {
      const sql = 'SELECT algorithm, hash FROM imported_passwords WHERE user = ?';
      const row = database.get(sql, user.id);
      return row === null
        ? null
        : { algorithm: String(row['algorithm']) as HashingAlgorithm, hash: String(row['hash']) };
    },
    put(user, { algorithm, hash }) {
      const sql = 'INSERT INTO imported_passwords (user, algorithm, hash) VALUES (?, ?, ?)';
      database.run(sql, user.id, algorithm, hash);
    },
    remove(user) {
      database.run('DELETE FROM imported_passwords WHERE user = ?', user.id);
    },
  };
}
