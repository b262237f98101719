import { describe, expect, it } from 'vitest';

import {
  hashProblem,
  isHashOf,
  type HashingAlgorithm,
} from '../../../services/cognito/credentials/password-hashes.ts';

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64').replace(/=+$/, '');

/** Of RFC 7914, 11. */
const PBKDF2 = base64(
  '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783',
);
/** Of RFC 7914, 12. */
const SCRYPT = base64(
  'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
);

const KNOWN: readonly (readonly [HashingAlgorithm, string, string])[] = [
  // Of crypt_blowfish: https://www.openwall.com/crypt/
  ['BCRYPT', 'U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['BCRYPT', 'U*U', '$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  // Of the reference implementation: https://github.com/P-H-C/phc-winner-argon2
  [
    'ARGON2ID',
    'password',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ],
  ['SCRYPT', 'password', `$scrypt$ln=10,r=8,p=16$${base64('4e61436c')}$${SCRYPT}`],
  ['PBKDF2_SHA256', 'passwd', `$pbkdf2-sha256$i=1,l=64$c2FsdA$${PBKDF2}`],
  ['PBKDF2_SHA256', 'passwd', `$pbkdf2-sha256$1$c2FsdA$${PBKDF2.replaceAll('+', '.')}`],
];

describe('isHashOf', () => {
  it.each(KNOWN)(
    '%s: knows the password %j by %s, and no other',
    async (algorithm, password, hash) => {
      expect(hashProblem({ algorithm, hash })).toBeNull();
      expect(await isHashOf({ algorithm, hash }, password)).toBe(true);
      expect(await isHashOf({ algorithm, hash }, `${password}.`)).toBe(false);
    },
  );

  it.each([
    ['BCRYPT', '$2b$10$short'],
    ['BCRYPT', '$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
    ['SCRYPT', '$scrypt$ln=30,r=8,p=1$c2FsdA$c2FsdA'],
    ['ARGON2ID', '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q'],
    ['ARGON2ID', '$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q'],
    ['PBKDF2_SHA256', '$pbkdf2-sha256$i=99999999$c2FsdA$c2FsdA'],
    ['PBKDF2_SHA256', 'plain'],
  ] as const)('%s: refuses %s, which is of another form or too dear', async (algorithm, hash) => {
    expect(hashProblem({ algorithm, hash })).toMatch(/^The password hash is /);
    expect(await isHashOf({ algorithm, hash }, 'password')).toBe(false);
  });
});
