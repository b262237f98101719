import { createHash } from 'node:crypto';

import type { Database, Row } from './database.ts';
import type { User } from './users.ts';

/** One sign-in: all tokens that come of it, refreshed or not, end together. */
export interface Session {
  /** The tokens' event_id. */
  readonly id: string;
  readonly userId: number;
  readonly clientId: string;
  readonly originJti: string;
  readonly scope: string;
  /** The methods of the sign-in, as tokens name them. */
  readonly amr: readonly string[];
  /** The device that its tokens are bound to; null where the pool tracks none. */
  readonly deviceKey: string | null;
  /** Milliseconds. */
  readonly authTime: number;
  /** Milliseconds; the refresh token's end. */
  readonly expiresAt: number;
  readonly revoked: boolean;
}

/** What a refresh token leads to. */
export interface FoundRefreshToken {
  readonly session: Session;
  /** Milliseconds; set once rotation has replaced the token. */
  readonly usableUntil: number | null;
}

/** Sign-ins and their refresh tokens, of which only digests are kept. */
export interface Sessions {
  start(session: Omit<Session, 'revoked'>, refreshToken: string | null): void;
  get(id: string): Session | null;
  /** Newest first. */
  of(user: User): readonly Session[];
  findRefreshToken(token: string): FoundRefreshToken | null;
  /** Puts a new token beside the old one, which stays usable until the given time. */
  rotate(oldToken: string, newToken: string, session: Session, usableUntil: number): void;
  revoke(session: Session): void;
  revokeAll(user: User): void;
  removeExpired(now: number): void;
}

const OF_USER = 'SELECT * FROM sessions WHERE user = ? ORDER BY auth_time DESC, id';

/** The session tables of one database. */
export function createSessions(database: Database): Sessions {
  const addToken = (token: string, sessionId: string) =>
    database.run(
      'INSERT INTO refresh_tokens (digest, session) VALUES (?, ?)',
      digest(token),
      sessionId,
    );
  const get = (id: string) => {
    const row = database.get('SELECT * FROM sessions WHERE id = ?', id);
    return row === null ? null : readSession(row);
  };
  return {
    get,
    of: (user) => database.all(OF_USER, user.id).map(readSession),
    start(session, refreshToken) {
      database.transaction(() => {
        database.run(
          'INSERT INTO sessions (id, user, client_id, origin_jti, scope, amr, device_key, auth_time, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
          session.id,
          session.userId,
          session.clientId,
          session.originJti,
          session.scope,
          session.amr.join(' '),
          session.deviceKey,
          session.authTime,
          session.expiresAt,
        );
        if (refreshToken !== null) addToken(refreshToken, session.id);
      });
    },
    findRefreshToken(token) {
      const sql = 'SELECT session, usable_until FROM refresh_tokens WHERE digest = ?';
      const row = database.get(sql, digest(token));
      const session = row === null ? null : get(String(row['session']));
      if (row === null || session === null) return null;
      const usableUntil = row['usable_until'];
      return { session, usableUntil: typeof usableUntil === 'number' ? usableUntil : null };
    },
    rotate(oldToken, newToken, session, usableUntil) {
      database.transaction(() => {
        database.run(
          'UPDATE refresh_tokens SET usable_until = ? WHERE digest = ? AND usable_until IS NULL',
          usableUntil,
          digest(oldToken),
        );
        addToken(newToken, session.id);
      });
    },
    revoke(session) {
      database.run('UPDATE sessions SET revoked = 1 WHERE id = ?', session.id);
    },
    revokeAll(user) {
      database.run('UPDATE sessions SET revoked = 1 WHERE user = ? AND revoked = 0', user.id);
    },
    removeExpired(now) {
      database.run('DELETE FROM sessions WHERE expires_at < ?', now);
    },
  };
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function readSession(row: Row): Session {
  const deviceKey = row['device_key'];
  return {
    id: String(row['id']),
    userId: Number(row['user']),
    clientId: String(row['client_id']),
    originJti: String(row['origin_jti']),
    scope: String(row['scope']),
    amr: String(row['amr']).split(' ').filter(Boolean),
    deviceKey: typeof deviceKey === 'string' ? deviceKey : null,
    authTime: Number(row['auth_time']),
    expiresAt: Number(row['expires_at']),
    revoked: row['revoked'] === 1,
  };
}
