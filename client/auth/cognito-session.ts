import type { AuthenticationResult } from './cognito-api.ts';

/** Who is signed in, as the ID token says. */
export interface SignedInUser {
  /** Cognito's `sub`, which is the directory's user id. */
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly groups: readonly string[];
  /** When the person signed in, in seconds since the epoch by Cognito's clock; renewed tokens keep it. 0 when unknown. */
  readonly signedInAt: number;
}

/** What is kept of a sign-in. */
export interface CognitoSession {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly expiresAt: number;
}

/** Where a session is kept; `localStorage` and `sessionStorage` fit. */
export interface SessionStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Keeps a session as long as the page or process lives. */
export function memoryStorage(): SessionStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** Takes over new tokens; Cognito repeats the refresh token only when it is a new one. */
export function sessionOf(
  result: AuthenticationResult,
  now: number,
  previous: CognitoSession | null = null,
): CognitoSession {
  return {
    accessToken: result.AccessToken,
    idToken: result.IdToken,
    refreshToken: result.RefreshToken ?? previous?.refreshToken ?? '',
    expiresAt: now + (result.ExpiresIn ?? 3_600) * 1_000,
  };
}

/** Reads a stored session, or null when there is none or it is not one. */
export function parseSession(text: string | null): CognitoSession | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<CognitoSession> | null;
    const whole =
      typeof value?.accessToken === 'string' &&
      typeof value.idToken === 'string' &&
      typeof value.refreshToken === 'string' &&
      typeof value.expiresAt === 'number';
    return whole ? (value as CognitoSession) : null;
  } catch {
    return null;
  }
}

/** A stored session of the same person, when it is newer than the one that is held; otherwise null. */
export function newerSession(
  stored: CognitoSession | null,
  held: CognitoSession,
): CognitoSession | null {
  const isNewer = stored !== null && stored.expiresAt > held.expiresAt;
  return isNewer && userOf(stored).id === userOf(held).id ? stored : null;
}

/** The user of a session. The token's signature is the API's business. */
export function userOf(session: CognitoSession): SignedInUser {
  const claims = readClaims(session.idToken);
  const groups = claims['cognito:groups'];
  return {
    id: text(claims['sub']) ?? '',
    username: text(claims['cognito:username']) ?? text(claims['sub']) ?? '',
    email: text(claims['email']),
    groups: Array.isArray(groups) ? groups.map(String) : [],
    signedInAt: Number(claims['auth_time'] ?? 0),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function readClaims(token: string): Readonly<Record<string, unknown>> {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
