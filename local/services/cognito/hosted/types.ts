import type { UserPoolClient } from '../../../assembly/model.ts';
import type { Pool } from '../pool/pool.ts';
import type { Session } from '../store/sessions.ts';
import type { Expiring } from './expiring.ts';

/** A request for a code or for tokens that may be answered at its redirect URI. */
export interface AuthorizeRequest {
  readonly pool: Pool;
  readonly client: UserPoolClient;
  /** `token` is the implicit flow. */
  readonly responseType: 'code' | 'token';
  readonly redirectUri: string;
  readonly state: string | null;
  /** Space-separated. */
  readonly scope: string;
  readonly nonce: string | null;
  readonly codeChallenge: string | null;
  readonly prompt: string | null;
  readonly loginHint: string | null;
}

/** A browser that has signed in. */
export interface BrowserSession {
  readonly poolId: string;
  readonly userId: number;
  /** The methods of the sign-in. */
  readonly amr: readonly string[];
  /** Milliseconds. */
  readonly authTime: number;
}

/** What an authorization code stands for. */
export interface Grant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string | null;
  readonly scope: string;
  readonly nonce: string | null;
  readonly userId: number;
  /** The methods of the sign-in. */
  readonly amr: readonly string[];
  /** Milliseconds. */
  readonly authTime: number;
}

/** An authorization code, remembered beyond its use. */
export interface IssuedCode {
  readonly grant: Grant;
  /** Milliseconds. */
  readonly goodUntil: number;
  /** How often somebody came with it. */
  offers: number;
  /** What its tokens belong to. */
  session: Session | null;
}

/** Somebody who gave the password of a sign-up that is not confirmed yet. */
export interface PendingSignUp {
  readonly clientId: string;
  readonly userId: number;
}

/** What the hosted pages remember; in memory only. */
export interface Hosted {
  readonly browsers: Expiring<BrowserSession>;
  readonly codes: Expiring<IssuedCode>;
  readonly signUps: Expiring<PendingSignUp>;
}
