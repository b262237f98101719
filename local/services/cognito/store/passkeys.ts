import type { Database, Row } from './database.ts';
import type { User } from './users.ts';

/** A passkey of a user. */
export interface Passkey {
  /** Base64url, as the authenticator made it. */
  readonly id: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** Uses that the authenticator has counted; many count none. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** `platform` or `cross-platform`; null when the browser did not tell. */
  readonly attachment: string | null;
  readonly relyingParty: string;
  readonly name: string;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** The users' passkeys. */
export interface Passkeys {
  add(user: User, passkey: Passkey): void;
  /** Oldest first. */
  of(user: User): readonly Passkey[];
  get(user: User, id: string): Passkey | null;
  count(user: User, id: string, counter: number): void;
  /** Returns whether there was one. */
  remove(user: User, id: string): boolean;
}

/** The passkey table of one database. */
export function createPasskeys(database: Database): Passkeys {
  return {
    add(user, passkey) {
      database.run(
        'INSERT INTO passkeys (user, id, public_key, counter, transports, attachment, relying_party, name, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        user.id,
        passkey.id,
        passkey.publicKey,
        passkey.counter,
        JSON.stringify(passkey.transports),
        passkey.attachment,
        passkey.relyingParty,
        passkey.name,
        passkey.createdAt,
      );
    },
    of: (user) =>
      database
        .all('SELECT * FROM passkeys WHERE user = ? ORDER BY created_at, id', user.id)
        .map(readPasskey),
    get(user, id) {
      const row = database.get('SELECT * FROM passkeys WHERE user = ? AND id = ?', user.id, id);
      return row === null ? null : readPasskey(row);
    },
    count(user, id, counter) {
      const sql = 'UPDATE passkeys SET counter = ? WHERE user = ? AND id = ?';
      database.run(sql, counter, user.id, id);
    },
    remove: (user, id) =>
      database.run('DELETE FROM passkeys WHERE user = ? AND id = ?', user.id, id) > 0,
  };
}

function readPasskey(row: Row): Passkey {
  const { attachment } = row;
  return {
    id: String(row['id']),
    publicKey: String(row['public_key']),
    counter: Number(row['counter']),
    transports: JSON.parse(String(row['transports'])) as readonly string[],
    attachment: typeof attachment === 'string' ? attachment : null,
    relyingParty: String(row['relying_party']),
    name: String(row['name']),
    createdAt: Number(row['created_at']),
  };
}
