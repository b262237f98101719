import { randomBytes } from 'node:crypto';

import type { Clock } from '../../../shared/clock.ts';
import type { SignInDevice } from './known-device.ts';
import type { Proof } from './proofs.ts';
import type { SrpServerState, SrpVerifier } from '../credentials/srp.ts';

/** Challenges that are answered with a code out of a message. SMS_MFA is a second factor, EMAIL_OTP either. */
export type CodeChallenge = 'EMAIL_OTP' | 'SMS_OTP' | 'SMS_MFA';

/** Whether a code is the whole proof, follows a password, or sets e-mail up as a second factor. */
export type CodeUse = 'first' | 'second' | 'setup';

/** What a sign-in waits for; kept in memory only, so a restart ends it. */
export type Pending =
  | {
      readonly kind: 'PASSWORD_VERIFIER';
      readonly userIdForSrp: string;
      readonly verifier: SrpVerifier;
      readonly state: SrpServerState;
      /** Rounds so far when the proof is a part of CUSTOM_AUTH. */
      readonly custom: readonly CustomRound[] | null;
    }
  | { readonly kind: 'NEW_PASSWORD_REQUIRED' }
  /** All but the device's own proof was given; `source` is that of the tokens. */
  | { readonly kind: 'DEVICE_SRP_AUTH'; readonly source: string }
  | {
      readonly kind: 'DEVICE_PASSWORD_VERIFIER';
      readonly verifier: SrpVerifier;
      readonly state: SrpServerState;
      readonly source: string;
    }
  | { readonly kind: 'SOFTWARE_TOKEN_MFA' | 'SELECT_MFA_TYPE' }
  | { readonly kind: 'MFA_SETUP'; readonly verified: boolean }
  /** A first factor of USER_AUTH that is to be chosen, or was chosen without its proof. */
  | { readonly kind: 'SELECT_CHALLENGE' | 'PASSWORD' | 'PASSWORD_SRP' }
  /** A code that was sent. */
  | { readonly kind: CodeChallenge; readonly as: CodeUse }
  | { readonly kind: 'WEB_AUTHN'; readonly challenge: string }
  /** Not of a sign-in: of somebody who adds a passkey. */
  | { readonly kind: 'PASSKEY_REGISTRATION' }
  /** A sign-up whose code was just given: as good as a first factor. */
  | { readonly kind: 'CONFIRMED_SIGN_UP' }
  | {
      readonly kind: 'CUSTOM_CHALLENGE';
      readonly rounds: readonly CustomRound[];
      readonly privateParameters: Readonly<Record<string, string>>;
      readonly metadata: string | null;
    };

/** One entry of the `session` list of the custom authentication triggers. */
export interface CustomRound {
  readonly challengeName: string;
  readonly challengeResult: boolean;
  readonly challengeMetadata?: string;
}

/** The client and user a challenge was made for. */
export interface PendingOwner {
  readonly poolId: string;
  readonly clientId: string;
  /** Row of the user; null when the user does not exist and the answer must not tell. */
  readonly userId: number | null;
  /** What was shown before it. @default [] */
  readonly proofs?: readonly Proof[];
  /** The confirmed device that it is made for. @default - none */
  readonly device?: SignInDevice | undefined;
}

/** A challenge with its owner. */
export type Challenge = Pending & PendingOwner;

/** Challenges that wait for their answer. */
export interface Challenges {
  /** Returns the Session (or SECRET_BLOCK) that leads back here. Lives for `lifetime` milliseconds. */
  put(challenge: Challenge, lifetime: number): string;
  get(token: string): Challenge | null;
  drop(token: string): void;
  clear(): void;
}

const MAX_PENDING = 10_000;

/** Makes the table; beyond 10,000 waiting challenges the oldest are dropped. */
export function createChallenges(clock: Clock): Challenges {
  const pending = new Map<string, { challenge: Challenge; expiresAt: number }>();
  return {
    put(challenge, lifetime) {
      const token = randomBytes(96).toString('base64');
      pending.set(token, { challenge, expiresAt: clock.now() + lifetime });
      const oldest = pending.keys().next();
      if (pending.size > MAX_PENDING && oldest.done !== true) pending.delete(oldest.value);
      return token;
    },
    get(token) {
      const found = pending.get(token);
      if (found === undefined) return null;
      if (found.expiresAt > clock.now()) return found.challenge;
      pending.delete(token);
      return null;
    },
    drop: (token) => {
      pending.delete(token);
    },
    clear: () => pending.clear(),
  };
}
