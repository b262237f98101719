import { argon2Sync, pbkdf2Sync, scryptSync, timingSafeEqual } from 'node:crypto';

/** PasswordHashingAlgorithm of an import job. */
export const HASHING_ALGORITHMS = ['BCRYPT', 'SCRYPT', 'ARGON2ID', 'PBKDF2_SHA256'] as const;

/** One of them. */
export type HashingAlgorithm = (typeof HASHING_ALGORITHMS)[number];

/** A password as another directory kept it. */
export interface PasswordHash {
  readonly algorithm: HashingAlgorithm;
  /** With its parameters and salt: `$2b$10$…`, or a PHC string. */
  readonly hash: string;
}

/** A PHC string, taken apart: https://github.com/P-H-C/phc-string-format */
interface Phc {
  readonly parameters: ReadonlyMap<string, number>;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** What a hash may cost here: one that is dearer would stop the machine. */
const MOST_MEMORY = 256 * 1024 * 1024; // 256 MiB
const MOST_ROUNDS = 10_000_000;
const MOST_BCRYPT_COST = 16;

const FORMS: Readonly<Record<HashingAlgorithm, RegExp>> = {
  BCRYPT: /^\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}$/,
  SCRYPT: /^\$scrypt\$ln=\d+,r=\d+,p=\d+\$[\w+/.=-]+\$[\w+/.=-]+$/,
  ARGON2ID: /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[\w+/.=-]+\$[\w+/.=-]+$/,
  PBKDF2_SHA256: /^\$pbkdf2-sha256\$(?:i=)?\d+(?:,l=\d+)?\$[\w+/.=-]+\$[\w+/.=-]+$/,
};

/** What is wrong with a hash, or null. */
export function hashProblem({ algorithm, hash }: PasswordHash): string | null {
  if (!FORMS[algorithm].test(hash)) return `The password hash is not of the form of ${algorithm}`;
  return isAffordable({ algorithm, hash }) ? null : 'The password hash is too expensive to check';
}

/** Whether it is the hash of a password. */
export async function isHashOf(stored: PasswordHash, password: string): Promise<boolean> {
  if (hashProblem(stored) !== null) return false;
  if (stored.algorithm === 'BCRYPT') {
    const { default: bcrypt } = await import('bcryptjs');
    // As PHP and Spring write it: https://en.wikipedia.org/wiki/Bcrypt#Versioning_history
    return bcrypt.compare(password, stored.hash.replace(/^\$2[xy]/, '$2b'));
  }
  const phc = parsed(stored.hash);
  return timingSafeEqual(derived(stored.algorithm, phc, password), phc.key);
}

function derived(
  algorithm: Exclude<HashingAlgorithm, 'BCRYPT'>,
  { parameters, salt, key }: Phc,
  password: string,
): Buffer {
  const of = (name: string): number => parameters.get(name) ?? 0;
  switch (algorithm) {
    case 'SCRYPT': {
      const cost = { N: 2 ** of('ln'), r: of('r'), p: of('p') };
      return scryptSync(password, salt, key.length, { ...cost, maxmem: 2 * MOST_MEMORY });
    }
    case 'ARGON2ID':
      return argon2Sync('argon2id', {
        message: password,
        nonce: salt,
        memory: of('m'),
        passes: of('t'),
        parallelism: of('p'),
        tagLength: key.length,
      });
    case 'PBKDF2_SHA256':
      return pbkdf2Sync(password, salt, of('i'), key.length, 'sha256');
  }
}

function isAffordable({ algorithm, hash }: PasswordHash): boolean {
  if (algorithm === 'BCRYPT') return Number(hash.slice(4, 6)) <= MOST_BCRYPT_COST;
  const { parameters } = parsed(hash);
  const of = (name: string): number => parameters.get(name) ?? 0;
  const memory = algorithm === 'SCRYPT' ? 128 * 2 ** of('ln') * of('r') : of('m') * 1024;
  return memory <= MOST_MEMORY && of('i') <= MOST_ROUNDS && of('t') <= 100 && of('p') <= 64;
}

function parsed(hash: string): Phc {
  const [, , ...parts] = hash.split('$');
  const [salt = '', key = ''] = parts.slice(-2);
  const settings = parts
    .slice(0, -2)
    .flatMap((part) => part.split(','))
    // Of passlib, whose rounds have no name.
    .map((setting) => (setting.includes('=') ? setting : `i=${setting}`).split('='));
  return {
    parameters: new Map(settings.map(([name = '', value]) => [name, Number(value)])),
    salt: bytes(salt),
    key: bytes(key),
  };
}

/** Base64 with or without padding; passlib writes a point for the plus. */
const bytes = (text: string): Buffer => Buffer.from(text.replaceAll('.', '+'), 'base64');
