import { createHmac } from 'node:crypto';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { fold } from '../users/directory.ts';

/**
 * The user name that challenges tell and failures are counted by. One that nobody has looks like those of the
 * pool, and is the same however the text is written that finds the same user: else asking twice would tell
 * who exists.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */
export function userIdForSrp(
  services: Services,
  pool: Pool,
  user: User | null,
  typed: string,
): string {
  if (user !== null) return user.username;
  const name = fold(pool, typed);
  if (pool.usernameAttributes.length === 0) return name;
  const { secret } = services.keysOf(pool);
  return asUuid(createHmac('sha256', secret).update(`user name|${pool.id}|${name}`).digest());
}

/** In the form of a random one, as user names of pools that sign in by e-mail or phone number are. */
function asUuid(bytes: Buffer): string {
  const uuid = Buffer.from(bytes.subarray(0, 16));
  uuid.writeUInt8((uuid.readUInt8(6) & 0x0f) | 0x40, 6);
  uuid.writeUInt8((uuid.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuid.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
