import type { UserPoolClient } from '../../assembly/model.ts';
import type { Pool } from '../pool.ts';
import type { Expiring } from './expiring.ts';

/** A request for an authorization code that may be answered at its redirect URI. */
export interface AuthorizeRequest {
  readonly pool: Pool;
  readonly client: UserPoolClient;
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
  /** Milliseconds. */
  readonly authTime: number;
}

/** What the hosted pages remember. */
export interface Hosted {
  readonly browsers: Expiring<BrowserSession>;
  readonly grants: Expiring<Grant>;
}
