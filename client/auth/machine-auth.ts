import { ConnectionError } from '../errors.ts';
import type { Auth } from './auth.ts';

/** As which machine client, and for what. */
export interface MachineAuthOptions {
  /** The user pool domain's `/oauth2/token`. */
  readonly tokenUrl: string;
  readonly clientId: string;
  /** A secret: for servers only, never in a browser. */
  readonly clientSecret: string;
  /** e.g. `users/read`; all scopes of the client unless given. */
  readonly scopes?: readonly string[];
  readonly fetch?: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A token is renewed this long before it ends, in milliseconds. */
const MARGIN_MS = 60_000; // 1 minute

/**
 * Authorizes a program with Cognito's client credentials grant. The token is kept until it expires.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export function machineAuth(options: MachineAuthOptions): Auth {
  const { now = Date.now } = options;
  let current: { readonly token: string; readonly until: number } | null = null;
  let pending: Promise<string> | null = null;

  async function request(): Promise<string> {
    const { token, expiresIn } = await requestToken(options);
    // Short-lived tokens are used for at least half of their life.
    const life = Math.max(expiresIn * 1_000 - MARGIN_MS, expiresIn * 500);
    current = { token, until: now() + life };
    return token;
  }

  return {
    async headers({ fresh = false } = {}) {
      if (!fresh && current !== null && now() < current.until) {
        return { authorization: current.token };
      }
      pending ??= request().finally(() => (pending = null));
      return { authorization: await pending };
    },
  };
}

async function requestToken(
  options: MachineAuthOptions,
): Promise<{ readonly token: string; readonly expiresIn: number }> {
  const { tokenUrl, clientId, clientSecret, scopes = [] } = options;
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scopes.length > 0) form.set('scope', scopes.join(' '));
  const response = await (options.fetch ?? fetch)(tokenUrl, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: form.toString(),
  });
  const answer = (await response.json().catch(() => ({}))) as {
    readonly access_token?: string;
    readonly expires_in?: number;
    readonly error?: string;
  };
  if (!response.ok || answer.access_token === undefined) {
    throw new ConnectionError(
      `${tokenUrl} gave no token: ${answer.error ?? `HTTP status ${response.status}`}. Check the client id, its secret and its scopes.`,
    );
  }
  return { token: answer.access_token, expiresIn: answer.expires_in ?? 3_600 };
}
