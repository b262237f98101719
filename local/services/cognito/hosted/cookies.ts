import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { parseCookie, stringifySetCookie, type Cookies } from 'cookie';

import { requireActive } from '../tokens/tokens.ts';
import type { Pool } from '../pool/pool.ts';
import { sameText } from '../credentials/secret-hash.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import type { BrowserSession } from './types.ts';

// AWS: a browser stays signed in for an hour.
const BROWSER_LIFETIME = 60 * 60_000;

/** Notes that the browser has signed in. Returns the session and its Set-Cookie. */
export function signInBrowser(
  services: Services,
  pool: Pool,
  { user, amr }: { readonly user: User; readonly amr: readonly string[] },
): { session: BrowserSession; cookie: string } {
  const session = { poolId: pool.id, userId: user.id, amr, authTime: services.clock.now() };
  const token = services.hosted.browsers.put(session, BROWSER_LIFETIME);
  return { session, cookie: cookie(services, sessionName(pool), token, BROWSER_LIFETIME / 1000) };
}

/** The user who is signed in at the browser, if that still holds. */
export function browserUser(
  services: Services,
  pool: Pool,
  request: IncomingMessage,
): { session: BrowserSession; user: User } | null {
  const token = cookiesOf(request)[sessionName(pool)];
  const session = token === undefined ? null : services.hosted.browsers.get(token);
  if (session?.poolId !== pool.id) return null;
  const user = services.store.users.byId(session.userId);
  if (user === null || !user.enabled || user.status !== 'CONFIRMED') return null;
  return { session, user: requireActive(services, user) };
}

/** Ends the browser's session. Returns the Set-Cookie that removes it. */
export function signOutBrowser(services: Services, pool: Pool, request: IncomingMessage): string {
  const token = cookiesOf(request)[sessionName(pool)];
  if (token !== undefined) services.hosted.browsers.take(token);
  return cookie(services, sessionName(pool), '', 0);
}

const CSRF_NAME = 'XSRF-TOKEN';

/** The token for the page's form, bound to a cookie of the browser and to the client. */
export function csrfFor(
  services: Services,
  pool: Pool,
  clientId: string,
  request: IncomingMessage,
): { token: string; cookie: string } {
  const known = cookiesOf(request)[CSRF_NAME];
  const seed =
    known !== undefined && /^[\w-]{43}$/.test(known)
      ? known
      : randomBytes(32).toString('base64url');
  return {
    token: csrfToken(services, pool, clientId, seed),
    cookie: cookie(services, CSRF_NAME, seed, BROWSER_LIFETIME / 1000),
  };
}

/** Whether a form came from a page that this browser was given. */
export function csrfMatches(
  services: Services,
  pool: Pool,
  clientId: string,
  request: IncomingMessage,
  token: string | null,
): boolean {
  const seed = cookiesOf(request)[CSRF_NAME];
  if (seed === undefined || seed === '' || token === null) return false;
  return sameText(csrfToken(services, pool, clientId, seed), token);
}

function csrfToken(services: Services, pool: Pool, clientId: string, seed: string): string {
  return createHmac('sha256', services.keysOf(pool).secret)
    .update(`csrf|${clientId}|${seed}`)
    .digest('base64url');
}

function sessionName(pool: Pool): string {
  return `cognito-${pool.id}`;
}

function cookie(services: Services, name: string, value: string, seconds: number): string {
  return stringifySetCookie({
    name,
    value,
    path: '/',
    maxAge: seconds,
    httpOnly: true,
    sameSite: 'lax',
    secure: services.baseUrl.startsWith('https:'),
  });
}

const cookiesOf = ({ headers }: IncomingMessage): Cookies => parseCookie(headers.cookie ?? '');
