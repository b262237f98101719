import { randomBytes, randomUUID } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { Clock } from '../../shared/clock.ts';

const KSUID_EPOCH = 1_400_000_000; // seconds: 2014-05-13T16:53:20Z
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const KSUID_LENGTH = 27;

/** util.autoId, autoUlid and autoKsuid. */
export function createIds(clock: Clock) {
  const nextUlid = monotonicFactory();
  return {
    uuid: () => randomUUID(),
    ulid: () => nextUlid(clock.now()),
    ksuid: () => ksuid(Math.floor(clock.now() / 1000)),
  };
}

/** 32 bits of seconds, 128 random bits, in base 62. */
function ksuid(seconds: number): string {
  const bytes = Buffer.concat([Buffer.alloc(4), randomBytes(16)]);
  bytes.writeUInt32BE((seconds - KSUID_EPOCH) >>> 0);
  let value = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (value > 0n) {
    text = BASE62.charAt(Number(value % 62n)) + text;
    value /= 62n;
  }
  return text.padStart(KSUID_LENGTH, '0');
}
