import { randomBytes, randomInt, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

/** What the table keeps of a code. */
export interface CodeHash {
  readonly salt: string;
  readonly codeHash: string;
}

const DIGITS = 6;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** scrypt's N: some 50 ms for each try. */
const COST = 16_384;

const derive = promisify<string, string, number, ScryptOptions, Buffer>(scrypt);

/** A new code: 6 digits, each as likely. */
export const createCode = () => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');

/**
 * Slow on purpose: a million codes are quickly tried against a fast hash by whoever reads the table.
 * `subject` is all that the code is good for, so that it fits nothing else.
 * @param cost scrypt's N: less for tests of all else
 */
export async function hashCode(code: string, subject: string, cost = COST): Promise<CodeHash> {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  return { salt, codeHash: (await digest(code, subject, salt, cost)).toString('base64url') };
}

/** Whether this is the code that was kept for the subject; takes as long when it is not. */
export async function isCode(
  code: string,
  subject: string,
  kept: CodeHash,
  cost = COST,
): Promise<boolean> {
  const expected = Buffer.from(kept.codeHash, 'base64url');
  return timingSafeEqual(await digest(code, subject, kept.salt, cost), expected);
}

const digest = (code: string, subject: string, salt: string, cost: number) =>
  derive(`${code}#${subject}`, salt, HASH_BYTES, { cost });
