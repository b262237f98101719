import type { Services } from '../services.ts';
import type { Session } from '../store/sessions.ts';
import type { Grant, IssuedCode } from './types.ts';

const CODE_LIFETIME = 5 * 60_000; // 5 minutes, as in AWS
const MEMORY = 24 * 60 * 60_000; // 24 hours

/** Makes an authorization code. */
export function issueCode(services: Services, grant: Grant): string {
  const goodUntil = services.clock.now() + CODE_LIFETIME;
  return services.hosted.codes.put({ grant, goodUntil, offers: 0, session: null }, MEMORY);
}

/**
 * What a code stands for when it is offered for the first time, in time. A code that comes again ends the
 * sign-in of the first time: one of the two who have it stole it.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
export function redeemCode(services: Services, code: string): IssuedCode | null {
  const issued = services.hosted.codes.get(code);
  if (issued === null) return null;
  issued.offers += 1;
  if (issued.offers === 1) return issued.goodUntil > services.clock.now() ? issued : null;
  if (issued.session !== null) services.store.sessions.revoke(issued.session);
  return null;
}

/** Notes what a code gave. False when the code came again meanwhile: what it gave has ended. */
export function settleCode(services: Services, issued: IssuedCode, session: Session): boolean {
  issued.session = session;
  if (issued.offers === 1) return true;
  services.store.sessions.revoke(session);
  return false;
}
