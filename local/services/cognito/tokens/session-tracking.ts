import type { UserPool } from '../../../assembly/model.ts';
import type { Pool } from '../pool/pool.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { Session } from '../store/sessions.ts';
import type { User } from '../store/users.ts';
import { integerOf, recordOf } from '../users/properties.ts';

/** Whether a pool keeps track of sessions, and of how many of a user. */
export type SessionTracking = NonNullable<UserPool['sessionTracking']>;

const NAME = 'sessions';
const DEFAULT_MAX = 20;
const UNKNOWN = { device: 'unknown', ip: '' };

/** What SetUserPoolSessionConfiguration last said, or the template. */
export function trackingOf({ store }: Services, pool: Pool): SessionTracking {
  const set = store.poolSettings.get(pool.id, NAME) ?? pool.source.sessionTracking;
  const { isOn, maxPerUser } = recordOf(set);
  return { isOn: isOn === true, maxPerUser: integerOf(maxPerUser, DEFAULT_MAX) };
}

/** Turns it on or off. */
export function setTracking({ store }: Services, pool: Pool, tracking: SessionTracking): void {
  store.poolSettings.put(pool.id, NAME, tracking);
}

/** @throws CognitoError OperationNotEnabledException */
export function requireTracking(services: Services, pool: Pool): void {
  if (trackingOf(services, pool).isOn) return;
  const text = 'Session tracking is not enabled for this user pool.';
  throw new CognitoError('OperationNotEnabledException', text);
}

/** Notes a use; a new session ends the least recently used ones beyond the pool's number. */
export function trackSession(services: Services, pool: Pool, user: User, session: Session): void {
  const { isOn, maxPerUser } = trackingOf(services, pool);
  if (!isOn) return;
  const { store, clock, source = UNKNOWN } = services;
  const now = clock.now();
  store.transaction(() => {
    store.sessionUses.note(session, source, now);
    for (const { session: id } of store.sessionUses.of(user, now).slice(maxPerUser)) {
      const old = store.sessions.get(id);
      if (old !== null && old.id !== session.id) store.sessions.revoke(old);
    }
  });
}
