import { createHmac } from 'node:crypto';

/** The code of an authenticator app, by RFC 6238; of this file alone, so that it tests the engine's. */
export function totp(secret: string, now: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let value = 0n;
  for (const letter of secret) value = value * 32n + BigInt(letters.indexOf(letter));
  const bytes = Math.floor((secret.length * 5) / 8);
  value >>= BigInt(secret.length * 5 - bytes * 8);
  const key = Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex');
  const counter = Buffer.from(
    Math.floor(now / 30_000)
      .toString(16)
      .padStart(16, '0'),
    'hex',
  );
  const mac = createHmac('sha1', key).update(counter).digest();
  const start = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(start) & 0x7fffffff) % 1e6).padStart(6, '0');
}
