import type { PasswordHashingAlgorithmType } from '@aws-sdk/client-cognito-identity-provider';
import { membersOf, type Members } from '../../json.ts';
import { UsageError } from '../errors.ts';

/** A password as another directory kept it, in a form that Cognito imports. */
export interface MovedPassword {
  readonly algorithm: PasswordHashingAlgorithmType;
  /** `$2b$…`, or a PHC string: https://github.com/P-H-C/phc-string-format */
  readonly hash: string;
}

/** What of a person does not come along. */
export type LeftBehind = 'password' | 'secondFactor' | 'disabled';

/** A person of another directory. */
export interface MovedPerson {
  readonly email: string;
  readonly isVerified: boolean;
  /** Empty: not known. */
  readonly firstName: string;
  readonly lastName: string;
  /** In E.164, or empty. */
  readonly phone: string;
  /** Null: none, or none that Cognito could check. */
  readonly password: MovedPassword | null;
  readonly left: readonly LeftBehind[];
}

/** Reads the text of an export. @throws UsageError when it is none of that kind */
export type ReadExport = (text: string) => readonly MovedPerson[];

/** A text, or an empty one for anything else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The items of a JSON array; none of anything else. */
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The JSON of a text. @throws UsageError */
export function jsonOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`The file is no JSON: it must be ${what}.`);
  }
}

/** The users of an export that is one JSON object. @throws UsageError */
export function usersOf(text: string, what: string): readonly Members[] {
  const { users } = membersOf(jsonOf(text, what));
  if (!Array.isArray(users)) throw new UsageError(`The file has no users: it must be ${what}.`);
  return users.map(membersOf);
}

/** The address of a user. @param who what a message calls the user @throws UsageError without one */
export function emailOf(user: Members, who: string): string {
  const email = textOf(user['email']);
  if (email === '') throw new UsageError(`${who} has no email.`);
  return email;
}

/** A phone number that Cognito takes, or an empty text. */
export const phoneOf = (value: unknown): string =>
  /^\+\d{1,15}$/u.test(textOf(value)) ? textOf(value) : '';

/** The parts of a whole name: what is before its last word, and that. */
export function namesOf(name: string): Pick<MovedPerson, 'firstName' | 'lastName'> {
  const words = name.split(/\s+/u).filter(Boolean);
  return { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' };
}

/** A bcrypt hash, whatever its version is called; null: it is none. */
export const bcryptOf = (hash: string): MovedPassword | null =>
  /^\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}$/u.test(hash) ? { algorithm: 'BCRYPT', hash } : null;

/** A hash in the form of a PHC string, by its name there; null: of an algorithm that Cognito does not have. */
export function phcOf(hash: string): MovedPassword | null {
  const algorithm = PHC_NAMES[/^\$([a-z0-9-]+)\$/u.exec(hash)?.[1] ?? ''];
  return algorithm === undefined ? null : { algorithm, hash };
}

const PHC_NAMES: Readonly<Record<string, PasswordHashingAlgorithmType | undefined>> = {
  argon2id: 'ARGON2ID',
  scrypt: 'SCRYPT',
  'pbkdf2-sha256': 'PBKDF2_SHA256',
};

/** What is left of a person whose password was there and is not taken, and so on. */
export const leftOf = (left: Readonly<Record<LeftBehind, boolean>>): readonly LeftBehind[] =>
  (Object.keys(left) as LeftBehind[]).filter((name) => left[name]);
