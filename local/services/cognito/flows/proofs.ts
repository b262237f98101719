import type { Pool } from '../pool/pool.ts';
import type { Caller } from './types.ts';

/** What somebody has shown at a sign-in: a password, a code out of an app or a message, a passkey. */
export type Proof = 'password' | 'code' | 'passkey';

/** As tokens name them, by RFC 8176; which names Cognito gives a passkey is unverified. */
const METHODS: Readonly<Record<Proof, readonly string[]>> = {
  password: ['pwd'],
  code: ['otp'],
  passkey: ['pop', 'user'],
};

/** The caller with one proof more. */
export const having = (caller: Caller, proof: Proof): Caller => ({
  ...caller,
  proofs: [...(caller.proofs ?? []), proof],
});

/**
 * The claim `amr`: the methods, and `mfa` where they are of more than one kind.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-step-up-authentication.html
 */
export function authMethods(pool: Pool, { proofs = [] }: Caller): readonly string[] {
  const given = new Set(proofs);
  const isTwice = given.size > 1 || (given.has('passkey') && pool.passkeys.isMultiFactor);
  return [...[...given].flatMap((proof) => METHODS[proof]), ...(isTwice ? ['mfa'] : [])];
}
