import { createHash } from 'node:crypto';

import type { RequestSource } from '../protocol/request-source.ts';
import type { Database, Row } from './database.ts';
import type { Session } from './sessions.ts';
import type { User } from './users.ts';

/** A session that its pool keeps track of. Times in milliseconds. */
export interface SessionUse extends RequestSource {
  /** The tokens' event_id. */
  readonly session: string;
  /** As the API names it. */
  readonly publicId: string;
  readonly clientId: string;
  readonly createdAt: number;
  readonly lastActiveAt: number;
}

/** Who uses which session from where, in pools with session tracking. */
export interface SessionUses {
  /** Notes the first use of a session, or a later one. */
  note(session: Session, source: RequestSource, now: number): void;
  /** Of sessions that are not over, the most recently used first. */
  of(user: User, now: number): readonly SessionUse[];
  get(user: User, publicId: string, now: number): SessionUse | null;
}

const ACTIVE = `SELECT session_uses.*, client_id, auth_time FROM session_uses
  JOIN sessions ON sessions.id = session WHERE user = ? AND revoked = 0 AND expires_at > ?`;

/** The table of one database. */
export function createSessionUses(database: Database): SessionUses {
  return {
    note(session, { device, ip }, now) {
      database.run(
        `INSERT INTO session_uses (session, public_id, last_active, device, ip) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (session) DO UPDATE SET last_active = excluded.last_active, device = excluded.device, ip = excluded.ip`,
        session.id,
        publicIdOf(session),
        now,
        device,
        ip,
      );
    },
    of: (user, now) =>
      database.all(`${ACTIVE} ORDER BY last_active DESC, public_id`, user.id, now).map(readUse),
    get(user, publicId, now) {
      const row = database.get(`${ACTIVE} AND public_id = ?`, user.id, now, publicId);
      return row === null ? null : readUse(row);
    },
  };
}

/** 28 characters: `tkn` and what tells nobody the session's own id. */
function publicIdOf({ id }: Session): string {
  const digest = createHash('sha256').update(`session|${id}`).digest('hex');
  return `tkn${BigInt(`0x${digest}`).toString(36).padStart(25, '0').slice(0, 25)}`;
}

function readUse(row: Row): SessionUse {
  return {
    session: String(row['session']),
    publicId: String(row['public_id']),
    clientId: String(row['client_id']),
    createdAt: Number(row['auth_time']),
    lastActiveAt: Number(row['last_active']),
    device: String(row['device']),
    ip: String(row['ip']),
  };
}
