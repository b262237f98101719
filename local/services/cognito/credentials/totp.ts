import { createHmac, randomBytes } from 'node:crypto';

import { sameText } from './secret-hash.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP = 30_000; // 30 seconds

/** A new secret for an authenticator app, base32. */
export function newTotpSecret(): string {
  return [...randomBytes(52)].map((byte) => ALPHABET.charAt(byte % 32)).join('');
}

/** The code of a moment: RFC 6238 with SHA-1, 30 seconds, six digits. */
export function totpCode(secret: string, now: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / STEP)));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * Which step of 30 seconds the code is of: the current one, or one to either side; null for no such code.
 * The number tells whether a code is used a second time.
 */
export function totpStep(secret: string, code: string, now: number): number | null {
  const shift = [-1, 0, 1].find((steps) => sameText(totpCode(secret, now + steps * STEP), code));
  return shift === undefined ? null : Math.floor(now / STEP) + shift;
}

function fromBase32(text: string): Buffer {
  let bits = '';
  for (const letter of text) bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}
