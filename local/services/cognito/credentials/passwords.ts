import { randomInt } from 'node:crypto';

import { CognitoError } from '../protocol/errors.ts';
import type { PasswordPolicy, Pool } from '../pool/pool.ts';
import { createVerifier } from './srp.ts';
import type { SrpVerifier } from './srp.ts';

const kinds = {
  uppercase: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  lowercase: 'abcdefghijkmnopqrstuvwxyz',
  numbers: '23456789',
  symbols: '!@#$%^&*()-_=+',
};

/** AWS's special characters. */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\-]|\S \S/;

/** How AWS words a refusal, by who sets the password: the three differ. */
const refusals = {
  /** SignUp. */
  'sign-up': 'Password did not conform with policy',
  /** ChangePassword and ConfirmForgotPassword. */
  change: 'Password does not conform to policy',
  /** AdminCreateUser, AdminSetUserPassword and the new password of an invited user. */
  invitation: 'Password did not conform with password policy',
} as const;

/**
 * Enforces the pool's policy.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 * @throws CognitoError InvalidPasswordException
 */
export function checkPassword(
  policy: PasswordPolicy,
  password: string,
  occasion: keyof typeof refusals,
): void {
  const problem = problemOf(policy, password);
  if (problem === null) return;
  throw new CognitoError('InvalidPasswordException', `${refusals[occasion]}: ${problem}`);
}

function problemOf(policy: PasswordPolicy, password: string): string | null {
  if (password.length < policy.minimumLength) return 'Password not long enough';
  if (password.length > 256) return 'Password is too long';
  if (policy.requireUppercase && !/[A-Z]/.test(password)) {
    return 'Password must have uppercase characters';
  }
  if (policy.requireLowercase && !/[a-z]/.test(password)) {
    return 'Password must have lowercase characters';
  }
  if (policy.requireNumbers && !/[0-9]/.test(password)) {
    return 'Password must have numeric characters';
  }
  if (policy.requireSymbols && !SYMBOL.test(password)) {
    return 'Password must have symbol characters';
  }
  return /^\s|\s$/.test(password) ? 'Password must not begin or end with a space' : null;
}

/** A temporary password that the policy accepts. */
export function generatePassword(policy: PasswordPolicy): string {
  const all = Object.values(kinds).join('');
  const required = Object.values(kinds).map((characters) => pick(characters));
  const length = Math.max(policy.minimumLength, 12);
  const rest = Array.from({ length: length - required.length }, () => pick(all));
  return shuffle([...required, ...rest]).join('');
}

/** Salt and verifier of a user's new password. */
export function verifierOf(pool: Pool, username: string, password: string): SrpVerifier {
  return createVerifier(pool.name, username, password);
}

/** When a temporary password given now ends, in milliseconds. */
export function temporaryUntil(policy: PasswordPolicy, now: number): number {
  return now + policy.temporaryPasswordValidity * 86_400_000;
}

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

function shuffle(items: readonly string[]): readonly string[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [result[index], result[other]] = [result[other] ?? '', result[index] ?? ''];
  }
  return result;
}
